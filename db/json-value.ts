/** A stored JSON value as data: one of the two servers answers it as text. */
export function jsonValue(stored: unknown): unknown {
  return typeof stored === "string" ? (JSON.parse(stored) as unknown) : stored;
}
