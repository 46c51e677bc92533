/** One statement that brings the schema nearer to what is wanted. All of it happens or nothing. */
export interface Step {
  table: string;
  /** What it does, to be read after the table's name: "add 21 columns". */
  title: string;
  /** Without the clause that says how. */
  sql: string;
  /** How, most gentle first; empty if only a copy does. A statement that alters no table has one empty way. */
  ways: readonly Way[];
  /** Whether it only adds indexes: nothing but speed is missing until then. */
  is_index: boolean;
  /** What it works through at the gentlest way. */
  rows: number;
  bytes: number;
  /** Not done while this finds a row; looked at with the table locked. */
  unless?: { found: string; refusal: string };
}

export type Way = "" | (typeof INSTANT)[number] | typeof COPY;

/** The server writes the table anew; whoever writes to it waits until that is done. */
export const COPY = "ALGORITHM=COPY";
/* Columns that were dropped instantly still take room in every row, so that in the end only writing the table anew makes some. */
export const REBUILD = "FORCE, ALGORITHM=INPLACE, LOCK=NONE";
export const INSTANT = ["ALGORITHM=INSTANT", "ALGORITHM=INPLACE, LOCK=NONE", REBUILD] as const;
export const IN_PLACE = ["ALGORITHM=INPLACE, LOCK=NONE"] as const;
export const AT_ONCE = [""] as const;

/** A step that alters no table of the portal. Pure. */
export function atOnce(table: string, title: string, sql: string): Step {
  return { table, title, sql, ways: AT_ONCE, is_index: false, rows: 0, bytes: 0 };
}

/** The statement as the server gets it. Pure. */
export function statementOf({ sql }: Pick<Step, "sql">, way: Way): string {
  return way === "" ? sql : `${sql}, ${way}`;
}

/* Measured on two cores at 3,000,000 passes; a slower disk takes longer. */
const INDEXED_ROWS_A_SECOND = 250_000;
const COPIED_BYTES_A_SECOND = 15_000_000;

/** About how long it works on the server. Pure. */
export function expectedSeconds({ rows, bytes }: Step, way: Way): number {
  if (way === COPY || way === REBUILD) return Math.ceil(bytes / COPIED_BYTES_A_SECOND);
  return way === "ALGORITHM=INPLACE, LOCK=NONE" ? Math.ceil(rows / INDEXED_ROWS_A_SECOND) : 0;
}

/** What others notice meanwhile. Pure. */
export function lockOf(way: Way): string {
  if (way === COPY) return "writing waits until the copy is done, reading goes on";
  return way === "" ? "locks nothing of the portal" : "reading and writing go on";
}
