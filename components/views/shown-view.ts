import type { ColumnView, ListColumn } from "@/lib/passes/list/list-columns";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { BUILT_IN_VIEWS, builtInId } from "@/lib/views/built-in-views";
import { canonicalSearch } from "@/lib/views/canonical-search";
import type { ListViews, OpenableView } from "@/lib/views/choose-list-view";

interface ListState {
  query: PassQuery;
  columns: readonly ListColumn[];
  columnViews: readonly ColumnView[];
  view: string | null;
}

/** The parts of a list that a view saves. Pure. */
export function keptState({ query, columns, columnViews }: Omit<ListState, "view">): {
  search: string;
  columns: string | null;
} {
  const standard = columnViews.filter((each) => each.default).map((each) => each.id);
  const isStandard = columns.join(",") === standard.join(",");
  return { search: canonicalSearch(query), columns: isStandard ? null : columns.join(",") };
}

export interface ShownView {
  /** The id of a saved view, or `built_in:…`. */
  id: string;
  saved: OpenableView | null;
  /** Filters, sort or columns differ from those of the view. */
  isEdited: boolean;
}

/**
 * The view that the list shows: the one it started from, otherwise one with the same filters, sort and columns,
 * otherwise "All" with changes. Pure.
 */
export function shownView(list: ListState, { saved }: Pick<ListViews, "saved">): ShownView {
  const kept = keptState(list);
  const asksTheSame = (each: { search: string; columns: string | null }) =>
    each.search === kept.search && each.columns === kept.columns;
  const begun = saved.find((each) => each.id === list.view);
  if (begun) return { id: begun.id, saved: begun, isEdited: !asksTheSame(begun) };
  const builtIn = BUILT_IN_VIEWS.find((each) => each.search === kept.search);
  const same = saved.find(asksTheSame);
  if (same && (!builtIn || kept.columns !== null)) return { id: same.id, saved: same, isEdited: false };
  const id = builtInId(builtIn ?? { key: "all" });
  return { id, saved: null, isEdited: !builtIn };
}

/** Whether a view already shows exactly this list, so that there is nothing to save. Pure. */
export function isKept(list: ListState, views: ListViews): boolean {
  return (
    !shownView(list, views).isEdited &&
    (keptState(list).columns === null || shownView(list, views).saved !== null)
  );
}
