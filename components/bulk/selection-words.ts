import type { SelectionWords } from "@/components/bulk/plan/bulk-selection";
import { filterWords } from "@/components/passes/filters/filter-words";
import { activeFilters } from "@/components/passes/query/query-edit";
import type { FilterView } from "@/lib/passes/query/filter-views";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import type { ReadingClock } from "@/lib/time/reading-clock";

/** The filters of a selection, in the words of the list; empty if the passes were picked one by one. */
export function selectionWords(
  filters: { query: PassQuery; views: readonly FilterView[] } | "unknown" | null,
  clock: ReadingClock,
): SelectionWords[] {
  if (filters === null) return [];
  if (filters === "unknown") return [{ label: "Filters", verb: "is", value: "No longer known" }];
  const { query, views } = filters;
  return activeFilters(query).map((key) => filterWords(query, key, views, clock));
}
