import type { ColumnView, ListColumn } from "@/lib/passes/list/list-columns";

/* The pass is the first column of every list and stays. */
const FIRST = 1;

/** The shown columns in their order. Pure. */
export function shownViews(views: readonly ColumnView[], columns: readonly ListColumn[]): ColumnView[] {
  return columns.flatMap((id) => views.find((view) => view.id === id) ?? []);
}

/**
 * The columns with this one taken out or put in; it goes before the first one that stands behind it in the list's own
 * order, so that hiding and showing changes nothing. Pure.
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

/** Where a column stands among those that can be moved, from 0; -1 for the pass and for a hidden one. Pure. */
export function placeOf(columns: readonly ListColumn[], id: ListColumn): number {
  return columns.indexOf(id) < FIRST ? -1 : columns.indexOf(id) - FIRST;
}

/** The columns with this one moved by so many places; the same array where it cannot go there. Pure. */
export function withMoved(columns: readonly ListColumn[], id: ListColumn, by: number): readonly ListColumn[] {
  const at = columns.indexOf(id);
  const to = at + by;
  if (at < FIRST || to < FIRST || to >= columns.length) return columns;
  const rest = columns.filter((each) => each !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}
