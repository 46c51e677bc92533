/** The stored payload as data: one of the two servers answers JSON as text. A handler parses it further. */
export function parsePayload(stored: unknown): unknown {
  return typeof stored === "string" ? JSON.parse(stored) : stored;
}
