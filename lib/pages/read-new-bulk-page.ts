import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Bulk } from "@/lib/bulk/bulk";
import { getBulk } from "@/lib/bulk/get-bulk";
import { parsePickedIds } from "@/lib/bulk/plan/picked-ids";
import { listBulkResults } from "@/lib/bulk/results/list-bulk-results";
import type { Context } from "@/lib/context";
import { formatCount } from "@/lib/format";
import { FIELD_LABELS } from "@/lib/passes/field-labels";
import { countPasses } from "@/lib/passes/list/count-passes";
import { providerName } from "@/lib/passes/words/provider-name";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { selectionSearch } from "@/lib/passes/query/selection-search";
import { orRefused } from "./refused";
import { readSelectedFilters, type SelectedFilters } from "./read-selected-filters";

const MOST_PICKED = 500;

/**
 * The passes an address selects, for the form of a bulk correction, or why they are refused. Throws 401, 403 and 503.
 */
export async function readNewBulkPage(ctx: Context, search: URLSearchParams) {
  authorize(ctx, "bulk.plan");
  return orRefused(async () => {
    const from = search.get("from");
    if (from !== null) return readAgain(ctx, from);
    if (search.size === 0) return { kind: "nothing" as const };
    const picked = search.get("pass_id");
    if (picked !== null) return pickedForm(ctx, parsePickedIds(picked, MOST_PICKED), null);
    search.delete("view");
    return queryForm(ctx, search, null);
  });
}

/* The request of an earlier plan, to be changed. */
async function readAgain(ctx: Context, id: string) {
  const from = await getBulk(ctx, id);
  if (from.search !== null) return queryForm(ctx, new URLSearchParams(from.search), from);
  const { data } = await listBulkResults(ctx, id, { outcome: null, cursor: null, limit: MOST_PICKED });
  const ids = data.map(({ pass_id }) => pass_id);
  return pickedForm(ctx, ids, from);
}

async function queryForm(ctx: Context, search: URLSearchParams, from: Bulk | null) {
  const query = parsePassQuery(search, { now: ctx.clock.now(), zone: ctx.zone });
  const [count, filters] = await Promise.all([
    countPasses(ctx, { ...query, count: "bounded" }),
    readSelectedFilters(ctx, query),
  ]);
  const text = selectionSearch(query);
  const listHref = `/passes?${text === "" ? "view=all" : text}`;
  if (count?.value === 0 && count.relation === "eq") return { kind: "no_match" as const, listHref };
  const known = count && count.value > 0 ? formatCount(count.value, count) : "all matching";
  return form(ctx, { selection: { query: { search: text } }, count: known, filters, listHref, from });
}

function pickedForm(ctx: Context, pass_ids: readonly string[], from: Bulk | null) {
  const count = formatCount(pass_ids.length);
  return form(ctx, { selection: { pass_ids }, count, filters: null, listHref: "/passes", from });
}

interface Selected {
  selection: { pass_ids: readonly string[] } | { query: { search: string } };
  /** Formatted: "1,204", "10,000+". */
  count: string;
  filters: SelectedFilters | null;
  listHref: string;
  /** The plan whose request is being changed. */
  from: Bulk | null;
}

function form(ctx: Context, selected: Selected) {
  return {
    kind: "form" as const,
    ...selected,
    provider: providerName("bytemark"),
    labels: FIELD_LABELS,
    zone: ctx.shownZone,
    now: ctx.clock.now().toISOString(),
  };
}
