import type { ColumnView, ListColumn } from "@/lib/passes/list/list-columns";

/* The pass column is always first and cannot be hidden. */
const FIRST = 1;

export function shownViews(views: readonly ColumnView[], columns: readonly ListColumn[]): ColumnView[] {
  return columns.flatMap((id) => views.find((view) => view.id === id) ?? []);
}

/**
 * Hides or shows a column. A shown one goes before the first column that follows it by default, so that hiding and
 * showing it again in the default order changes nothing. Pure.
 */
export function withToggled(
  views: readonly ColumnView[],
  columns: readonly ListColumn[],
  id: ListColumn,
): ListColumn[] {
  if (columns.includes(id)) return columns.filter((each) => each !== id);
  const rank = (column: ListColumn) => views.findIndex((view) => view.id === column);
  const behind = columns.findIndex((column) => rank(column) > rank(id));
  const at = behind === -1 ? columns.length : behind;
  return [...columns.slice(0, at), id, ...columns.slice(at)];
}

/** The position of a column among those that can be moved, from 0; -1 for the pass column and for hidden ones. Pure. */
export function placeOf(columns: readonly ListColumn[], id: ListColumn): number {
  return columns.indexOf(id) < FIRST ? -1 : columns.indexOf(id) - FIRST;
}

/** Moves a column by `by` positions; answers the same array if it cannot go there. Pure. */
export function withMoved(columns: readonly ListColumn[], id: ListColumn, by: number): readonly ListColumn[] {
  const at = columns.indexOf(id);
  const to = at + by;
  if (at < FIRST || to < FIRST || to >= columns.length) return columns;
  const rest = columns.filter((each) => each !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}
