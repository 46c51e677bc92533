import type { RowCells } from "@/db/exports/row-cells";
import type { RowEncoder } from "./row-encoder";

/** In every format, one byte of a row becomes at most eight. */
const MOST_GROWTH = 8;

/** Collects encoded rows in one growing, reusable buffer. */
export class RowSink {
  rows = 0;
  /** Rows that precede the first one in this sink. */
  before = 0;
  #out: Buffer;
  #to = 0;

  /** `size`: initial bytes. */
  constructor(
    readonly encoder: Pick<RowEncoder, "most_added" | "write">,
    size: number,
  ) {
    this.#out = Buffer.allocUnsafeSlow(size);
  }

  add(row: RowCells): void {
    const most = (row.to - row.from) * MOST_GROWTH + this.encoder.most_added;
    if (this.#out.length - this.#to < most) this.#grow(most);
    this.#to = this.encoder.write(row, this.#out, this.#to, this.before + this.rows);
    this.rows += 1;
  }

  /** The collected bytes; valid until `clear`. */
  bytes(): Buffer {
    return this.#out.subarray(0, this.#to);
  }

  clear(): void {
    this.#to = 0;
    this.rows = 0;
  }

  #grow(by: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#out.length * 2, this.#to + by));
    this.#out.copy(larger, 0, 0, this.#to);
    this.#out = larger;
  }
}
