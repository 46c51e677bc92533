import { csvLine, textCell } from "./csv-line";
import type { TimeWriter } from "./zoned-time";

export interface Joint {
  /** ASCII; stands between the cells of a row. */
  separator: string;
  /** ASCII; stands before a stored time of 23 characters. */
  mark: string;
  /** How a marked time is written; as long as mark and stored time together at most. */
  writeTime: TimeWriter;
}

const [COMMA, CR, LF] = [44, 13, 10];
const STORED_TIME = 23;

/* What a byte is where a cell goes on: 0 to be copied, 1 to be looked at with care, 2 perhaps the separator. */
const INSIDE = new Uint8Array(256);
for (const character of '",;\t\r\n') INSIDE[character.charCodeAt(0)] = 1;
/* Where a cell begins, letters and digits alone are harmless; 3 is perhaps the mark. */
const START = new Uint8Array(256).fill(1);
for (const character of "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
  START[character.charCodeAt(0)] = 0;
}

/**
 * Turns rows of joined cells (UTF-8) into CSV records. Cells that start with a letter or digit and hold nothing CSV means
 * something by, which are nearly all there are, are copied byte by byte; a row with any other cell is taken apart and each
 * cell written by `textCell`. Separator and mark must not be in a cell.
 */
export function joinedRecords({ separator, mark, writeTime }: Joint): (rows: readonly Buffer[]) => Buffer {
  const [separates, marks] = [Buffer.from(separator), Buffer.from(mark)];
  const inside = withFirst(INSIDE, separates, 2);
  const start = withFirst(withFirst(START, separates, 2), marks, 3);

  /** Writes the record at `to` and answers where it ends; -1 when the row needs care. */
  const copy = (row: Buffer, out: Buffer, to: number): number => {
    const end = row.length;
    let [at, is] = [0, start];
    while (at < end) {
      const byte = row[at] ?? 0;
      const kind = is[byte] ?? 1;
      if (kind === 0) {
        out[to++] = byte;
        at += 1;
        is = inside;
      } else if (kind === 2 && holds(row, at, separates)) {
        out[to++] = COMMA;
        at += separates.length;
        is = start;
      } else if (kind === 3 && holds(row, at, marks)) {
        const from = at + marks.length;
        at = from + STORED_TIME;
        to += out.write(writeTime(row.toString("latin1", from, at)), to, "latin1");
        is = inside;
      } else return -1;
    }
    out[to++] = CR;
    out[to++] = LF;
    return to;
  };

  const careful = (row: Buffer): Buffer => {
    const cells = row.toString("utf8").split(separator);
    const written = cells.map((cell) =>
      cell.startsWith(mark) ? writeTime(cell.slice(mark.length)) : textCell(cell),
    );
    return Buffer.from(csvLine(written));
  };

  return (rows) => {
    const parts: Buffer[] = [];
    // A copied record is never longer than its row and its line end.
    const out = Buffer.allocUnsafe(rows.reduce((sum, row) => sum + row.length + 2, 0));
    let [from, to] = [0, 0];
    for (const row of rows) {
      const end = copy(row, out, to);
      if (end >= 0) {
        to = end;
        continue;
      }
      if (to > from) parts.push(out.subarray(from, to));
      from = to;
      parts.push(careful(row));
    }
    const rest = out.subarray(from, to);
    return parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
  };
}

function withFirst(kinds: Uint8Array, text: Buffer, kind: number): Uint8Array {
  const changed = Uint8Array.from(kinds);
  changed[text[0] ?? 0] = kind;
  return changed;
}

function holds(row: Buffer, at: number, text: Buffer): boolean {
  for (let i = 0; i < text.length; i++) if (row[at + i] !== text[i]) return false;
  return true;
}
