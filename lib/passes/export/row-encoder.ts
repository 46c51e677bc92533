import type { PassColumn } from "@/db/query/pass-columns";
import type { RowCells } from "@/db/exports/row-cells";
import { columnOf, type ExportField, passField } from "@/lib/passes/pass-fields";
import { ON_EXPIRATION } from "@/lib/passes/pass-status";

/** Turns rows of bytes into the bytes of a format. */
export interface RowEncoder {
  /** Columns to select after the id, in this order. */
  columns: readonly PassColumn[];
  /** Text before the first row. */
  head: string;
  /** The most bytes a row needs, in addition to eight for each of its own. */
  most_added: number;
  /** Writes a row to `out` starting at `to` and answers where it ends; `before` rows precede it. */
  write: (row: RowCells, out: Buffer, to: number, before: number) => number;
}

/** How a cell is written. `id`: stored as digits, written as text. */
export type CellKind = "text" | "id" | "count" | "flag" | "time" | "status";

export interface PlannedCell {
  field: ExportField;
  kind: CellKind;
  /** The cell's index in the row. */
  at: number;
}

export interface RowPlan {
  columns: PassColumn[];
  cells: PlannedCell[];
  /** The index of the expiration; -1 if the status is not exported. */
  expirationAt: number;
}

/** The columns that the fields need, each once, and the cells in the order of the fields. */
export function planRow(fields: readonly ExportField[]): RowPlan {
  // The row's id always precedes the columns.
  const columns: PassColumn[] = [...new Set(fields.flatMap(columnsOf))].filter((column) => column !== "id");
  const cells = fields.map((field): PlannedCell => {
    const [column] = columnsOf(field);
    return { field, kind: kindOf(field), at: 1 + columns.indexOf(column) };
  });
  return { columns, cells, expirationAt: fields.includes("status") ? 1 + columns.indexOf("expiration") : -1 };
}

function columnsOf(field: ExportField): [PassColumn, ...PassColumn[]] {
  if (field === "status") return ["settled_status", "expiration"];
  return [columnOf(field)];
}

function kindOf(field: ExportField): CellKind {
  if (field === "status") return "status";
  const { kind, holds } = passField(field);
  if (field === "id" || holds === "row_id") return "id";
  return kind === "time" || kind === "flag" || kind === "count" ? kind : "text";
}

const [EXCEPT, WORD] = [Buffer.from(ON_EXPIRATION.except), Buffer.from(ON_EXPIRATION.word)];
const STORED_LENGTH = 23;

export interface StatusBytes {
  bytes: Buffer;
  from: number;
  end: number;
}

/** A reader of a row's effective status at `now`: the settled status, or the word for expired. */
export function statusReader(
  { expirationAt }: RowPlan,
  now: Date,
): (row: RowCells, at: number) => StatusBytes {
  const nowText = Buffer.from(now.toISOString().slice(0, STORED_LENGTH).replace("T", " "));
  const found: StatusBytes = { bytes: WORD, from: 0, end: 0 };
  return (row, at) => {
    const [from, end] = [row.starts[at] ?? 0, row.ends[at] ?? -1];
    const expires = row.starts[expirationAt] ?? 0;
    const has_ended =
      hasCome(row.buffer, expires, row.ends[expirationAt] ?? -1, nowText) &&
      !isWord(row.buffer, from, end, EXCEPT);
    found.bytes = has_ended ? WORD : row.buffer;
    found.from = has_ended ? 0 : from;
    found.end = has_ended ? WORD.length : Math.max(from, end);
    return found;
  };
}

/* Stored times compare as text. A zero date (month or day 00) never comes. */
function hasCome(row: Buffer, from: number, end: number, now: Buffer): boolean {
  if (end < 0 || isZero(row, from + 5) || isZero(row, from + 8)) return false;
  for (let at = 0; from + at < end; at++) {
    const difference = (row[from + at] ?? 0) - (now[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return true;
}

function isZero(row: Buffer, at: number): boolean {
  return row[at] === 48 && row[at + 1] === 48;
}

function isWord(row: Buffer, from: number, end: number, word: Buffer): boolean {
  if (end - from !== word.length) return false;
  for (let at = 0; at < word.length; at++) if (row[from + at] !== word[at]) return false;
  return true;
}
