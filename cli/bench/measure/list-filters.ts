import { listProducts } from "@/lib/passes/list-products";
import { passFilterViews } from "@/lib/passes/query/filter-views";
import type { Pass } from "@/lib/passes/pass";
import type { Bench } from "@/cli/bench/bench";

export interface Filter {
  name: string;
  /** Parameters of the list without sort, limit and cursor. */
  search: string;
}

const TIMES: Record<"back" | "ahead", string[][]> = {
  back: [["gte=now-24h"], ["gte=now-30d"], ["gte=now-400d", "lt=now-365d"], ["lte=now-7d"], ["empty=true"], ["empty=false"]],
  ahead: [["gte=now", "lt=now+1h"], ["gte=now", "lt=now+7d"], ["gte=now-30d", "lt=now"], ["lt=now-365d"], ["empty=true"], ["empty=false"]],
}; // prettier-ignore

/**
 * No filter, and every single filter the screen offers: each value of a choice and all of them together, near and far
 * ranges of every time, each flag, ids of one pass and of none.
 */
export async function singleFilters(bench: Bench): Promise<Filter[]> {
  const views = passFilterViews(await listProducts(bench.ctx));
  const filters = views.flatMap((view): string[] => {
    switch (view.kind) {
      case "choice": {
        const values = view.options.map((option) => option.value);
        const together = values.length > 1 ? [values.slice(0, 2).join(","), values.join(",")] : [];
        return [...values, ...together].map((value) => `${view.field}=${value}`);
      }
      case "time":
        return TIMES[view.looks].map((range) => range.map((bound) => rangeText(view.field, bound)).join("&"));
      case "flags":
        return view.options.map(({ value }) => `flag=${value}`);
      case "ids":
        return idValues(bench.sample, view.field).map((value) => `${view.field}=${value}`);
    }
  });
  const described = [...new Set(filters)].map((search) => ({ name: shorten(search), search }));
  return [{ name: "none", search: "" }, ...described];
}

function rangeText(field: string, bound: string): string {
  const [operator, value] = bound.split("=");
  return `${field}[${operator}]=${encodeURIComponent(value ?? "")}`;
}

function idValues(sample: Pass, field: string): string[] {
  const values: Readonly<Record<string, unknown>> = { ...sample };
  const value = values[field];
  const nobody = field === "user_id" ? "2147483647" : "nobody-0";
  return typeof value === "string" ? [value, nobody] : [nobody];
}

/* Provider ids have 58 characters. */
function shorten(search: string): string {
  return decodeURIComponent(search)
    .replace(/[0-9a-f-]{20,}/g, (id) => `${id.slice(0, 8)}…`)
    .replace(/(,[^,]{8,}…){2,}/, ",…");
}
