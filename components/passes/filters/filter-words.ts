import { formatTime, shortId } from "@/lib/format";
import type { FilterView } from "@/lib/passes/query/filter-views";
import type { PassQuery, Range } from "@/lib/passes/query/pass-query";
import type { FilterKey } from "@/components/passes/query/query-edit";
import { isSameRange, rangePresets } from "./time-ranges";
import type { ReadingClock } from "@/lib/time/reading-clock";

/** A filter in words: "Status", "is", "Usable, Using". */
export interface FilterWords {
  label: string;
  verb: string;
  value: string;
}

const MOST_NAMED = 2;
/* A serial is shown in full, because people read it out; a longer provider id is recognized by its beginning. */
const LONGEST_ID = 19;

export function filterWords(
  query: PassQuery,
  key: FilterKey,
  views: readonly FilterView[],
  clock: ReadingClock,
): FilterWords {
  if (key === "q") return { label: "Search", verb: "is", value: `“${query.q ?? ""}”` };
  if (key === "archived")
    return { label: "Archived", verb: "is", value: query.archived === "only" ? "only" : "included" };
  const view = views.find((each) => each.field === key);
  if (!view) return { label: key, verb: "is", value: "set" };
  switch (view.kind) {
    case "flags":
      return {
        label: view.label,
        verb: "include",
        value: named(query.flags, view.options, "flags"),
      };
    case "choice":
      return listWords(view.label, query.any_of[view.field] ?? [], view.options);
    case "ids":
      return listWords(view.label, query.any_of[view.field] ?? [], []);
    case "time": {
      const range = query.ranges[view.field] ?? {};
      const preset = rangePresets(view.field, view.looks).find((each) => isSameRange(each.range, range));
      const words = preset ? { verb: preset.verb, value: preset.label } : rangeWords(range, clock);
      return { label: view.label, ...words };
    }
  }
}

function listWords(
  label: string,
  values: readonly string[],
  options: readonly { value: string; label: string }[],
) {
  const isLong = values.length > MOST_NAMED + 1;
  return {
    label,
    verb: isLong ? "is any of" : "is",
    value: named(values, options, options.length > 0 ? "values" : "IDs"),
  };
}

function named(
  values: readonly string[],
  options: readonly { value: string; label: string }[],
  many: string,
): string {
  if (values.length > MOST_NAMED + 1) return `${values.length} ${many}`;
  return values
    .map(
      (value) =>
        options.find((option) => option.value === value)?.label ??
        (value.length > LONGEST_ID ? shortId(value) : value),
    )
    .join(", ");
}

function rangeWords(range: Range, clock: ReadingClock): { verb: string; value: string } {
  const from = range.gte ?? range.gt;
  const to = range.lt ?? range.lte;
  if (from !== undefined && to !== undefined) {
    return { verb: "between", value: `${boundWords(from, clock)} and ${boundWords(to, clock)}` };
  }
  if (from !== undefined) return { verb: "from", value: boundWords(from, clock) };
  if (to !== undefined) return { verb: "before", value: boundWords(to, clock) };
  return { verb: "is", value: range.empty ? "not recorded" : "recorded" };
}

/** A bound as people read it; a relative time stays as it is written. */
function boundWords(text: string, clock: ReadingClock): string {
  const isInstant = /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isInstant) return text.replace(/^now([+-])(\d+)([mhdw])$/, "now $1$2 $3");
  return formatTime(text, clock);
}
