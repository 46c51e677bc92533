import type { RowCells } from "@/db/exports/row-cells";
import { csvLine, EXCEL_MARK, textCell } from "@/lib/csv/csv-line";
import { copyBytes, copyPlain, plainBytes } from "@/lib/csv/plain-bytes";
import { storedTimeWriter } from "@/lib/csv/stored-time";
import type { ExportField } from "@/lib/passes/pass-fields";
import { planRow, type RowEncoder, statusReader } from "./row-encoder";

interface CsvRequest {
  columns: readonly ExportField[];
  time_zone: string;
  /** Starts the file with the byte order mark that tells Excel it is UTF-8. */
  for_excel: boolean;
}

const [COMMA, CR, LF] = [44, 13, 10];
const bytesOf = (text: string) => Buffer.from(text);
/* A cell may safely start only with a letter or digit: every character that can start a formula is something else. */
const PLAIN = plainBytes(
  bytesOf('",;\t\r\n'),
  bytesOf("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
);
const [TRUE, FALSE] = [bytesOf("true"), bytesOf("false")];
const MOST_ADDED = 64;

/**
 * Rows as RFC 4180 records, with times in a zone and the effective status at `now`. A text that could be a formula is
 * escaped.
 */
export function csvEncoder({ columns: fields, time_zone, for_excel }: CsvRequest, now: Date): RowEncoder {
  const plan = planRow(fields);
  const { cells } = plan;
  const statusOf = statusReader(plan, now);
  const writeTime = storedTimeWriter(time_zone);

  const writeCell = (row: RowCells, kind: string, at: number, out: Buffer, to: number): number => {
    const [from, end] = [row.starts[at] ?? 0, row.ends[at] ?? -1];
    if (kind === "flag") {
      const word = end > from && row.buffer[from] === 49 ? TRUE : FALSE;
      return copyBytes(word, 0, word.length, out, to);
    }
    if (end < 0) return to;
    if (kind === "time") return writeTime(row.buffer, from, end, out, to);
    if (kind === "status") {
      const status = statusOf(row, at);
      return copyBytes(status.bytes, status.from, status.end, out, to);
    }
    // A number may have a sign, which does not make it a formula.
    if (kind !== "text") return copyBytes(row.buffer, from, end, out, to);
    const copied = copyPlain(PLAIN, row.buffer, from, end, out, to);
    return copied >= 0 ? copied : to + out.write(textCell(row.buffer.toString("utf8", from, end)), to);
  };

  return {
    columns: plan.columns,
    head: (for_excel ? EXCEL_MARK : "") + csvLine(fields),
    most_added: cells.length * MOST_ADDED,
    write: (row, out, to) => {
      for (let cell = 0; cell < cells.length; cell++) {
        const planned = cells[cell];
        if (!planned) break;
        if (cell > 0) out[to++] = COMMA;
        to = writeCell(row, planned.kind, planned.at, out, to);
      }
      out[to++] = CR;
      out[to++] = LF;
      return to;
    },
  };
}
