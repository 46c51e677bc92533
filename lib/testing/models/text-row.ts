/** Cells as a row of the server's text protocol: each preceded by its length, NULL as 0xFB. */
export function textRow(cells: readonly (string | null)[]): Buffer {
  return Buffer.concat(cells.flatMap((cell) => (cell === null ? [Buffer.from([0xfb])] : withLength(cell))));
}

function withLength(cell: string): Buffer[] {
  const bytes = Buffer.from(cell);
  const { length } = bytes;
  if (length < 0xfb) return [Buffer.from([length]), bytes];
  if (length < 0x1_0000) return [Buffer.from([0xfc, length & 0xff, length >> 8]), bytes];
  return [Buffer.from([0xfd, length & 0xff, (length >> 8) & 0xff, length >> 16]), bytes];
}
