import "server-only";
import { openCursor } from "./cursor";

/** The cursors beside a page; null where the list ends. */
export interface PageLinks {
  next: string | null;
  prev: string | null;
  limit: number;
}

/** Where a page of a list in the order of its ids starts, and in which direction it is read. */
export interface IdPosition {
  id: string;
  backward: boolean;
}

/** The position of a cursor; null for the first page. Throws 400 `invalid_cursor` for a cursor of another binding. */
export function openIdPosition(cursor: string | null, binding: string): IdPosition | null {
  // Sealed by us for this binding, so its form is known.
  return cursor === null ? null : (openCursor(cursor, binding) as IdPosition);
}

/** What to read for the page at `position`: one row more than it shows, which tells whether the list goes on. */
export function keysetAt(position: IdPosition | null, limit: number) {
  return { after: position?.id ?? null, backward: position?.backward ?? false, limit: limit + 1 };
}

interface ReadPage<Row> {
  /** At most `limit + 1` rows from `position` on, in the direction they were read. */
  rows: readonly Row[];
  limit: number;
  /** Null for the first page, and always for a list that is only walked forward. */
  position: { backward: boolean } | null;
  cursorAt: (row: Row, backward: boolean) => string;
}

/** The rows to show, in the order of the list, and the cursors of the pages beside them. */
export function cursorPage<Row>({ rows, limit, position, cursorAt }: ReadPage<Row>): {
  shown: Row[];
  page: PageLinks;
} {
  const backward = position?.backward ?? false;
  const hasMore = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (backward) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  return {
    shown,
    page: {
      next: last !== undefined && (backward || hasMore) ? cursorAt(last, false) : null,
      prev: first !== undefined && (backward ? hasMore : position !== null) ? cursorAt(first, true) : null,
      limit,
    },
  };
}
