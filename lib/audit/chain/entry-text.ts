import { canonicalJson } from "@/lib/canonical-json";

/*
 * The columns an entry's signature covers, in the order of its text. The chain covers what the database adds (id,
 * time).
 */
const SIGNED_COLUMNS = [
  "action", "actor_type", "actor_id", "actor_name", "actor_role", "subject_type", "subject_id", "before_values",
  "after_values", "reason_code", "reason_note", "case_ref", "data", "request_id", "op_id",
] as const; // prettier-ignore

export type SignedColumn = (typeof SIGNED_COLUMNS)[number];

/**
 * The text of an entry's content, which is signed: the same before storing and after any server returned it. JSON
 * values are passed as values, not as text. Pure.
 */
export function entryText(columns: Readonly<Record<SignedColumn, unknown>>): string {
  return cellsText(
    SIGNED_COLUMNS.map((column) => columns[column]),
    0,
  );
}

/** The text of an entry from cells in the order of the columns, starting at `from`. Pure. */
export function cellsText(cells: readonly unknown[], from: number): string {
  let text = "";
  for (let at = from; at < from + SIGNED_COLUMNS.length; at += 1) {
    text += `${at === from ? "[" : ","}${cellText(cells[at])}`;
  }
  return `${text}]`;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "null";
  // A lone surrogate is not a character: a text column stores a replacement for it.
  return canonicalJson(typeof cell === "string" ? cell.toWellFormed() : cell);
}
