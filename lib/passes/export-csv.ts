import { randomInt } from "node:crypto";
import type { Cell, JoinedCell, JoinedCells } from "@/db/pass-export";
import { csvLine, EXCEL_MARK, textCell } from "../csv/csv-line";
import { timeWriter } from "../csv/zoned-time";
import type { ExportRequest } from "./export-request";
import type { RowsWriter } from "./export-json";
import { type ExportField, PASS_FIELDS } from "./pass-fields";
import { type PassStatus, statusAt } from "./pass-status";

type CsvRequest = Pick<ExportRequest, "format" | "columns" | "time_zone">;

/**
 * A writer of CSV that takes rows as one text each, joined by the server, and looks at single cells only where a batch has
 * a character that CSV or a spreadsheet would misread.
 */
export function csvWriter({ format, columns: fields, time_zone }: CsvRequest, now: Date): RowsWriter {
  const separator = `\x1f${unguessable()}`;
  const mark = `\x1d${unguessable()}`;
  const isUtc = time_zone === "UTC";
  const join = (some: readonly ExportField[]): JoinedCells => ({
    joined: some.map((field) => joinedCell(field, isUtc)),
    separator,
    mark,
  });
  // The effective status is ours to say, so the text has a gap where it goes.
  const gap = fields.indexOf("status");
  const parts = gap < 0 ? [fields] : [fields.slice(0, gap), fields.slice(gap + 1)];
  const selected = parts.filter((part) => part.length > 0).map(join);
  const status = statusReader(selected.length, now);
  const line = (row: readonly Cell[]) => {
    if (gap < 0) return String(row[0]);
    const shown = status(row);
    if (selected.length === 2) return `${row[0]}${separator}${shown}${separator}${row[1]}`;
    if (selected.length === 0) return shown;
    return gap === 0 ? `${shown}${separator}${row[0]}` : `${row[0]}${separator}${shown}`;
  };
  const zoned = isUtc ? (text: string) => text : zonedBy(mark, time_zone);
  const encode = encoder(separator, mark);
  return {
    columns: [...selected, ...(gap < 0 ? [] : (["settled_status", "expiration"] as const))],
    head: (format === "csv-excel" ? EXCEL_MARK : "") + csvLine(fields),
    text: (rows) => zoned(encode(rows.map(line))),
  };
}

/* Drawn anew for each export, so that no stored text can have been made to contain it; ASCII, because one wider character
 * doubles the work on the whole text. */
const CONTROLS = Array.from({ length: 0x1e }, (_unused, at) => String.fromCharCode(at + 1)).filter(
  (control) => !/[\t\n\v\f\r]/.test(control),
);

function unguessable(): string {
  return Array.from({ length: 5 }, () => CONTROLS[randomInt(CONTROLS.length)]).join("");
}

function joinedCell(field: ExportField, isUtc: boolean): JoinedCell {
  if (field === "provider_status") return { column: "status", as: "text" };
  const { kind } = PASS_FIELDS[field];
  if (kind === "time") return { column: field, as: isUtc ? "utc" : "marked" };
  return { column: field, as: kind === "flag" ? "flag" : "text" };
}

/* Stored times compare as text, and that is how the clock is asked a million times. */
function statusReader(at: number, now: Date): (row: readonly Cell[]) => PassStatus {
  const nowStored = now.toISOString().slice(0, 23).replace("T", " ");
  return (row) => {
    const expiration = row[at + 1];
    return statusAt(row[at] as PassStatus, typeof expiration === "string" && expiration <= nowStored);
  };
}

/* Cells that start with a letter or digit and hold nothing that CSV means something by are nearly all there are. */
function encoder(separator: string, mark: string): (lines: readonly string[]) => string {
  const suspicious = new RegExp(`[",;\\t\\r\\n]|(?:^|${separator})(?!${mark})[^0-9A-Za-z\\x1f]`);
  const plain = (line: string) => `${line.replaceAll(separator, ",")}\r\n`;
  const careful = (line: string) =>
    csvLine(line.split(separator).map((cell) => (cell.startsWith(mark) ? cell : textCell(cell))));
  return (lines) => {
    if (lines.length === 0) return "";
    if (!suspicious.test(lines.join(separator))) return plain(lines.join("\r\n"));
    return lines.map((line) => (suspicious.test(line) ? careful(line) : plain(line))).join("");
  };
}

function zonedBy(mark: string, time_zone: string): (text: string) => string {
  const write = timeWriter(time_zone);
  const marked = new RegExp(`${mark}(.{23})`, "g");
  return (text) => text.replace(marked, (_all, stored: string) => write(stored));
}
