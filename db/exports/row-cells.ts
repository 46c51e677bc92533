const NULL = 0xfb;
const THREE_BYTES = 0xfd;

/** Where the cells of one row are in its bytes. One object is reused for every row, so keep nothing of it. */
export class RowCells {
  buffer: Buffer = Buffer.alloc(0);
  /** First byte of each cell. */
  readonly starts: Int32Array;
  /** The byte behind each cell; -1 for NULL. */
  readonly ends: Int32Array;
  /** First byte of the row. */
  from = 0;
  to = 0;

  constructor(readonly count: number) {
    this.starts = new Int32Array(count);
    this.ends = new Int32Array(count);
  }

  /** Finds the cells of a text-protocol row. Throws unless there are exactly `count`. */
  locate(buffer: Buffer, from: number, to: number): void {
    const { starts, ends, count } = this;
    let at = from;
    for (let cell = 0; cell < count; cell++) {
      let length = buffer[at++] ?? 0;
      if (length === NULL) {
        starts[cell] = at;
        ends[cell] = -1;
        continue;
      }
      if (length > NULL) {
        if (length > THREE_BYTES) throw new Error("a cell of a row is longer than any column");
        const is_long = length === THREE_BYTES;
        length =
          (buffer[at] ?? 0) | ((buffer[at + 1] ?? 0) << 8) | (is_long ? (buffer[at + 2] ?? 0) << 16 : 0);
        at += is_long ? 3 : 2;
      }
      starts[cell] = at;
      at += length;
      ends[cell] = at;
    }
    if (at !== to) throw new Error("the bytes of a row are not its cells");
    this.buffer = buffer;
    this.from = from;
    this.to = to;
  }

  text(cell: number): string | null {
    const end = this.ends[cell] ?? -1;
    return end < 0 ? null : this.buffer.toString("utf8", this.starts[cell], end);
  }

  /** An unsigned integer such as an id; 0 for NULL. */
  number(cell: number): number {
    const end = this.ends[cell] ?? -1;
    let value = 0;
    for (let at = this.starts[cell] ?? 0; at < end; at++) value = value * 10 + (this.buffer[at] ?? 48) - 48;
    return value;
  }
}

/** The bytes of one row, kept for later: the driver never writes to them again. */
export interface KeptRow {
  id: number;
  buffer: Buffer;
  from: number;
  to: number;
}

/** Keeps a row whose first cell is its id. */
export function keptRow(row: RowCells): KeptRow {
  return { id: row.number(0), buffer: row.buffer, from: row.from, to: row.to };
}
