/*
 * Nearly all text cells need no escaping in a format. They are copied byte for byte while being checked, so that only
 * cells that need care are decoded to text.
 */

export interface PlainBytes {
  /** 1 for each byte that a cell may not start with. */
  start: Uint8Array;
  /** 1 for each byte that a plain cell may not contain. */
  inside: Uint8Array;
}

/**
 * `inside`: bytes that need care at any position. `onlyStarts`: the only bytes a plain cell may start with; absent:
 * any.
 */
export function plainBytes(inside: Iterable<number>, onlyStarts?: Iterable<number>): PlainBytes {
  const needsCare = new Uint8Array(256);
  for (const byte of inside) needsCare[byte] = 1;
  if (onlyStarts === undefined) return { start: needsCare, inside: needsCare };
  const start = new Uint8Array(256).fill(1);
  for (const byte of onlyStarts) start[byte] = needsCare[byte] ?? 1;
  return { start, inside: needsCare };
}

/** Copies the bytes from `from` to `end` and answers the new end of `out`; -1 if the cell needs care. */
export function copyPlain(
  { start, inside }: PlainBytes,
  row: Buffer,
  from: number,
  end: number,
  out: Buffer,
  to: number,
): number {
  if (from === end) return to;
  if (start[row[from] ?? 0] !== 0) return -1;
  for (let at = from; at < end; at++) {
    const byte = row[at] ?? 0;
    if (inside[byte] !== 0) return -1;
    out[to++] = byte;
  }
  return to;
}

/** Copies bytes that are known to be safe, such as digits. */
export function copyBytes(row: Uint8Array, from: number, end: number, out: Buffer, to: number): number {
  for (let at = from; at < end; at++) out[to++] = row[at] ?? 0;
  return to;
}
