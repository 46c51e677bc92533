import { randomInt } from "node:crypto";
import type { Cell, JoinedCell } from "@/db/pass-export";
import { csvLine, EXCEL_MARK } from "../csv/csv-line";
import { joinedRecords } from "../csv/joined-records";
import { timeWriter } from "../csv/zoned-time";
import type { ExportRequest } from "./export-request";
import type { RowsWriter } from "./export-json";
import { type ExportField, PASS_FIELDS } from "./pass-fields";
import { ON_EXPIRATION } from "./pass-status";

type CsvRequest = Pick<ExportRequest, "format" | "columns" | "time_zone">;

/** A writer of CSV that takes each row as the bytes its server joined; the effective status is that of `now`. */
export function csvWriter({ format, columns: fields, time_zone }: CsvRequest, now: Date): RowsWriter {
  const separator = `\x1f${unguessable()}`;
  const mark = `\x1d${unguessable()}`;
  const joined = fields.map((field) => joinedCell(field, time_zone === "UTC", now));
  const records = joinedRecords({ separator, mark, writeTime: timeWriter(time_zone) });
  return {
    columns: [{ joined, separator, mark }],
    head: (format === "csv-excel" ? EXCEL_MARK : "") + csvLine(fields),
    bytes: (rows) => records(rows.map(joinedBytes)),
  };
}

function joinedBytes([row]: readonly Cell[]): Buffer {
  if (!Buffer.isBuffer(row)) throw new Error("the server joined no bytes");
  return row;
}

/* Drawn anew for each export, so that no stored text can have been made to contain it. */
const CONTROLS = Array.from({ length: 0x1c }, (_unused, at) => String.fromCharCode(at + 1)).filter(
  (control) => !/[\t\n\v\f\r]/.test(control),
);

function unguessable(): string {
  return Array.from({ length: 5 }, () => CONTROLS[randomInt(CONTROLS.length)]).join("");
}

function joinedCell(field: ExportField, isUtc: boolean, now: Date): JoinedCell {
  if (field === "provider_status") return { column: "status", as: "text" };
  if (field === "status") {
    return { column: "settled_status", as: "until", until: { column: "expiration", now, ...ON_EXPIRATION } };
  }
  const { kind } = PASS_FIELDS[field];
  if (kind === "time") return { column: field, as: isUtc ? "utc" : "marked" };
  return { column: field, as: kind === "flag" ? "flag" : "text" };
}
