/** A stored JSON value as data: MariaDB answers it as text. */
export function jsonValue(stored: unknown): unknown {
  return typeof stored === "string" ? (JSON.parse(stored) as unknown) : stored;
}
