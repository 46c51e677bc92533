import type { SelectionWords } from "@/components/bulk/plan/bulk-selection";
import { filterWords } from "@/components/passes/filters/filter-words";
import { activeFilters } from "@/components/passes/query/query-edit";
import type { Context } from "@/lib/context";
import { passFilterViews } from "@/lib/passes/query/filter-views";
import { listProducts } from "@/lib/passes/list-products";
import type { PassQuery } from "@/lib/passes/query/pass-query";

/** The filters of a selection as the list names them. */
export async function selectionWords(ctx: Context, query: PassQuery): Promise<SelectionWords[]> {
  const views = passFilterViews(await listProducts(ctx));
  const clock = { now: ctx.clock.now(), zone: ctx.shownZone };
  return activeFilters(query).map((key) => filterWords(query, key, views, clock));
}
