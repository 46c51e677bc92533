import type { RowCells } from "@/db/exports/row-cells";
import { copyBytes, copyPlain, plainBytes } from "@/lib/csv/plain-bytes";
import { storedTimeReader, storedTimeWriter } from "@/lib/csv/stored-time";
import { JobRefused } from "@/lib/jobs/job-run";
import type { ExportField } from "@/lib/passes/pass-fields";
import { planRow, type RowEncoder, statusReader } from "@/lib/passes/export/row-encoder";
import { MOST_XLSX_ROWS } from "@/lib/exports/export";
import { columnLetters, sheetText } from "./xlsx-text";

/* Styles by their index in xl/styles.xml. */
const STYLE_TIME = 1;
export const STYLE_HEAD = 2;

const UNDERSCORE = 95;
const CONTROLS = Array.from({ length: 32 }, (_unused, byte) => byte);
/* 0xEF is the first byte of U+FFFE and U+FFFF in UTF-8, which XML cannot hold. */
const PLAIN = plainBytes([...CONTROLS, ...Buffer.from("&<>"), UNDERSCORE, 0xef]);
const [ONE, ZERO] = [Buffer.from("1"), Buffer.from("0")];

const DAY_MS = 86_400_000;
/** Day numbers of a sheet count from 1899-12-30. Programs disagree about days before 1900-03-01. */
const [EPOCH_DAYS, FIRST_DAY] = [25_569, 61];
const MOST_ADDED = 128;

/**
 * Rows as the XML of a sheet. Text is inline text, which no program takes for a formula; ids are text. Times are dates
 * in the local time of the zone; a time in an hour that clocks show twice, or before 1900-03-01, is text with its
 * offset. Throws `JobRefused` at the first row that a sheet cannot take.
 */
export function sheetEncoder(
  { columns: fields, time_zone }: { columns: readonly ExportField[]; time_zone: string },
  now: Date,
): RowEncoder {
  const plan = planRow(fields);
  const { cells } = plan;
  const writer = cellWriter(statusReader(plan, now), time_zone);
  const letters = fields.map((_unused, at) => columnLetters(at));
  return {
    columns: plan.columns,
    head: "",
    most_added: (cells.length + 1) * MOST_ADDED,
    write: (row, out, to, before) => {
      if (before >= MOST_XLSX_ROWS) throw tooManyRows(before + 1);
      // The first row has the column names.
      const number = `${before + 2}`;
      to += out.write(`<row r="${number}">`, to, "latin1");
      for (let cell = 0; cell < cells.length; cell++) {
        const planned = cells[cell];
        if (planned) to = writer(row, planned.kind, planned.at, `<c r="${letters[cell]}${number}"`, out, to);
      }
      return to + out.write("</row>", to, "latin1");
    },
  };
}

type CellWriter = (row: RowCells, kind: string, at: number, open: string, out: Buffer, to: number) => number;

function cellWriter(statusOf: ReturnType<typeof statusReader>, zone: string): CellWriter {
  const readTime = storedTimeReader(zone);
  const writeTime = storedTimeWriter(zone);
  const text = (bytes: Buffer, from: number, end: number, open: string, out: Buffer, to: number) => {
    to += out.write(`${open} t="inlineStr"><is><t xml:space="preserve">`, to, "latin1");
    const copied = copyPlain(PLAIN, bytes, from, end, out, to);
    to = copied >= 0 ? copied : to + out.write(sheetText(bytes.toString("utf8", from, end)), to);
    return to + out.write("</t></is></c>", to, "latin1");
  };
  const number = (value: string, open: string, out: Buffer, to: number) =>
    to + out.write(`${open}><v>${value}</v></c>`, to, "latin1");
  const time = (bytes: Buffer, from: number, end: number, open: string, out: Buffer, to: number) => {
    const local_ms = readTime(bytes, from, end);
    if (local_ms === null) return to;
    const serial = local_ms === "twofold" ? 0 : EPOCH_DAYS + local_ms / DAY_MS;
    if (serial >= FIRST_DAY) return number(String(serial), `${open} s="${STYLE_TIME}"`, out, to);
    // Dates of a sheet have no offset, and programs disagree about days before 1900-03-01, so these times are text with
    // their offset.
    const told = Buffer.alloc(32);
    return text(told, 0, writeTime(bytes, from, end, told, 0), open, out, to);
  };
  return (row, kind, at, open, out, to) => {
    const { buffer } = row;
    const [from, end] = [row.starts[at] ?? 0, row.ends[at] ?? -1];
    if (kind === "flag") {
      to += out.write(`${open} t="b"><v>`, to, "latin1");
      to = copyBytes(end > from && buffer[from] === 49 ? ONE : ZERO, 0, 1, out, to);
      return to + out.write("</v></c>", to, "latin1");
    }
    if (end < 0) return to;
    if (kind === "time") return time(buffer, from, end, open, out, to);
    if (kind === "count") return number(buffer.toString("latin1", from, end), open, out, to);
    if (kind !== "status") return text(buffer, from, end, open, out, to);
    const status = statusOf(row, at);
    return text(status.bytes, status.from, status.end, open, out, to);
  };
}

/** The refusal of more rows than a sheet takes; rows are never left out instead. */
export function tooManyRows(rows: number): JobRefused {
  const [has, most] = [rows, MOST_XLSX_ROWS].map((each) => each.toLocaleString("en-US"));
  return new JobRefused(
    "too_many_rows",
    `The list has ${has} rows and an XLSX file holds ${most} at most. Nothing was left out: no file was made. Choose CSV, or add a filter.`,
  );
}
