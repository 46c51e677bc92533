import type { RowCells } from "@/db/exports/row-cells";
import { copyBytes, copyPlain, plainBytes } from "@/lib/csv/plain-bytes";
import { isStoredTime, storedTimeWriter } from "@/lib/csv/stored-time";
import type { ExportField } from "@/lib/passes/pass-fields";
import { planRow, type RowEncoder, statusReader } from "./row-encoder";

const [QUOTE, CLOSE, LF] = [34, 125, 10];
const CONTROLS = Array.from({ length: 32 }, (_unused, byte) => byte);
const PLAIN = plainBytes([...CONTROLS, QUOTE, 92]);
const [NULL, TRUE, FALSE] = ["null", "true", "false"].map((word) => Buffer.from(word)) as [
  Buffer,
  Buffer,
  Buffer,
];
const MOST_ADDED = 64;

/** Rows as one JSON object per line, with values as the API gives them and the effective status at `now`. */
export function jsonEncoder(
  { columns: fields, time_zone }: { columns: readonly ExportField[]; time_zone: string },
  now: Date,
): RowEncoder {
  const plan = planRow(fields);
  const { cells } = plan;
  const statusOf = statusReader(plan, now);
  const writeTime = storedTimeWriter(time_zone);
  const keys = fields.map((field, at) => Buffer.from(`${at === 0 ? "{" : ","}${JSON.stringify(field)}:`));

  const writeCell = (row: RowCells, kind: string, at: number, out: Buffer, to: number): number => {
    const { buffer } = row;
    const [from, end] = [row.starts[at] ?? 0, row.ends[at] ?? -1];
    if (kind === "flag") {
      const word = end > from && buffer[from] === 49 ? TRUE : FALSE;
      return copyBytes(word, 0, word.length, out, to);
    }
    if (end < 0 || (kind === "time" && !isStoredTime(buffer, from, end))) {
      return copyBytes(NULL, 0, NULL.length, out, to);
    }
    if (kind === "count") return copyBytes(buffer, from, end, out, to);
    out[to++] = QUOTE;
    if (kind === "time") to = writeTime(buffer, from, end, out, to);
    else if (kind === "id") to = copyBytes(buffer, from, end, out, to);
    else if (kind === "status") {
      const status = statusOf(row, at);
      to = copyBytes(status.bytes, status.from, status.end, out, to);
    } else {
      const copied = copyPlain(PLAIN, buffer, from, end, out, to);
      if (copied < 0) return to - 1 + out.write(JSON.stringify(buffer.toString("utf8", from, end)), to - 1);
      to = copied;
    }
    out[to++] = QUOTE;
    return to;
  };

  return {
    columns: plan.columns,
    head: "",
    most_added: cells.length * MOST_ADDED + keys.reduce((sum, key) => sum + key.length, 0),
    write: (row, out, to) => {
      for (let cell = 0; cell < cells.length; cell++) {
        const [planned, key] = [cells[cell], keys[cell]];
        if (!planned || !key) break;
        to = copyBytes(key, 0, key.length, out, to);
        to = writeCell(row, planned.kind, planned.at, out, to);
      }
      out[to++] = CLOSE;
      out[to++] = LF;
      return to;
    },
  };
}
