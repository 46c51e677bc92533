import { canonicalJson } from "../canonical-json";

/* The columns an entry is signed over, in the order of its text. What the database adds (id, time) is the chain's to hold. */
const SIGNED_COLUMNS = [
  "action", "actor_type", "actor_id", "actor_name", "actor_role", "subject_type", "subject_id", "before_values",
  "after_values", "reason_code", "reason_note", "case_ref", "data", "request_id", "op_id",
] as const; // prettier-ignore

export type SignedColumn = (typeof SIGNED_COLUMNS)[number];

/**
 * The one text of an entry's content, the same before it is stored and after any server gave it back. JSON values are
 * given as values, not as text. Pure.
 */
export function entryText(columns: Readonly<Record<SignedColumn, unknown>>): string {
  return canonicalJson(SIGNED_COLUMNS.map((column) => stored(columns[column])));
}

/** The same from cells in the order of the columns, the first of them at `from`. Pure. */
export function cellsText(cells: readonly unknown[], from: number): string {
  return canonicalJson(cells.slice(from, from + SIGNED_COLUMNS.length).map(stored));
}

/* A lone surrogate is no character: a text column keeps a replacement for it. */
function stored(value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed() : value;
}
