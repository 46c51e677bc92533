import type { Cell, ExportBatchRequest } from "@/db/pass-export";
import type { PassColumn } from "@/db/query/conditions";
import { type TimeWriter, timeWriter } from "../csv/zoned-time";
import type { ExportRequest } from "./export-request";
import { type ExportField, PASS_FIELDS } from "./pass-fields";
import { passStatus, type PassStatus } from "./pass-status";

/** How rows of one export become text, worked out once and then applied to every batch. */
export interface RowsWriter {
  /** What must be selected, in this order. */
  columns: ExportBatchRequest["columns"];
  /** What stands before the first row. */
  head: string;
  bytes: (rows: readonly (readonly Cell[])[]) => Buffer;
}

/* A value before it is written; false and true are flags. */
type Value = string | number | boolean | null;
type ReadValue = (row: readonly Cell[]) => Value;

const STATUS_COLUMNS = [
  "status",
  "time_used",
  "expiration",
  "allowed_uses",
  "uses_count",
] as const satisfies readonly PassColumn[];

/** A writer of JSON lines for the request's columns and zone; the effective status is that of `now`. */
export function jsonWriter(
  { columns: fields, time_zone }: Pick<ExportRequest, "columns" | "time_zone">,
  now: Date,
): RowsWriter {
  const columns = [...new Set(fields.flatMap(columnsOf))];
  const writeTime = timeWriter(time_zone);
  const status = statusReader(columns, now);
  const keys = fields.map((field) => `${JSON.stringify(field)}:`);
  const readers = fields.map((field) =>
    field === "status"
      ? status
      : reader(field, columns.indexOf(field === "provider_status" ? "status" : field), writeTime),
  );
  const line = (row: readonly Cell[]) =>
    `{${readers.map((read, at) => `${keys[at]}${JSON.stringify(read(row))}`).join(",")}}\n`;
  return { columns, head: "", bytes: (rows) => Buffer.from(rows.map(line).join("")) };
}

function columnsOf(field: ExportField): readonly PassColumn[] {
  if (field === "status") return STATUS_COLUMNS;
  return [field === "provider_status" ? "status" : field];
}

function reader(field: ExportField, at: number, writeTime: TimeWriter): ReadValue {
  const { kind } = PASS_FIELDS[field];
  if (kind === "flag") return (row) => row[at] === 1;
  if (kind === "count") return (row) => row[at] as number | null;
  const write = kind === "time" ? writeTime : String;
  // Ids of rows are text everywhere outside.
  return (row) => {
    const cell = row[at] ?? null;
    return cell === null ? null : write(String(cell));
  };
}

function statusReader(columns: readonly PassColumn[], now: Date): (row: readonly Cell[]) => PassStatus {
  const [status, used, expiration, allowed, uses] = STATUS_COLUMNS.map((column) => columns.indexOf(column));
  const text = (row: readonly Cell[], at = -1) => row[at] as string | null;
  const count = (row: readonly Cell[], at = -1) => row[at] as number | null;
  const iso = timeWriter("UTC");
  const instant = (stored: string | null) => stored && iso(stored);
  return (row) =>
    passStatus(
      {
        provider_status: text(row, status),
        time_used: text(row, used),
        expiration: instant(text(row, expiration)),
        allowed_uses: count(row, allowed),
        uses_count: count(row, uses),
      },
      now,
    );
}
