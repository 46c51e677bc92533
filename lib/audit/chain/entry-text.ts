import { jsonValue } from "@/db/json-value";
import { canonicalJson } from "@/lib/canonical-json";

/*
 * The columns an entry's signature covers, in the order of its text. The chain covers what the database adds (id,
 * time).
 */
const SIGNED_COLUMNS = [
  "action", "actor_type", "actor_id", "actor_name", "actor_role", "subject_type", "subject_id", "before_values",
  "after_values", "reason_code", "reason_note", "case_ref", "data", "request_id", "op_id",
] as const; // prettier-ignore

const JSON_AT: ReadonlySet<number> = new Set(
  (["before_values", "after_values", "data"] as const).map((column) => SIGNED_COLUMNS.indexOf(column)),
);

export type SignedColumn = (typeof SIGNED_COLUMNS)[number];

/**
 * The text of an entry's content, which is signed: the same before storing and after any server returned it. JSON
 * values are passed as values, not as text. Pure.
 */
export function entryText(columns: Readonly<Record<SignedColumn, unknown>>): string {
  return `[${SIGNED_COLUMNS.map((column) => cellText(columns[column])).join(",")}]`;
}

/**
 * The text of a stored entry from cells in the order of the columns, starting at `from`, with JSON as the server keeps
 * it. Null if a JSON value is not as PassDesk wrote it although it may be read as the same: a name that stands in it
 * twice, for one, or text that is no JSON. A server that does not keep the text (`isTextKept`) keeps no name twice either. Pure.
 */
export function storedText(cells: readonly unknown[], from: number, isTextKept: boolean): string | null {
  let text = "";
  for (let at = 0; at < SIGNED_COLUMNS.length; at += 1) {
    const cell = cells[from + at];
    const isJson = typeof cell === "string" && JSON_AT.has(at);
    const value: unknown = isJson ? jsonValue(cell) : cell;
    // A column of JSON never holds a text alone: this one could not be read.
    if (isJson && (typeof value === "string" || (isTextKept && JSON.stringify(value) !== cell))) return null;
    text += `${at === 0 ? "[" : ","}${cellText(value)}`;
  }
  return `${text}]`;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "null";
  // A lone surrogate is not a character: a text column stores a replacement for it.
  return canonicalJson(typeof cell === "string" ? cell.toWellFormed() : cell);
}
