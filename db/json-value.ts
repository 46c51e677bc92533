/**
 * A stored JSON value as data: a server may answer it as text. A text that is no JSON stays text, which whoever reads it
 * refuses: on MariaDB a session may store one (`check_constraint_checks = 0`). Pure.
 */
export function jsonValue(stored: unknown): unknown {
  if (typeof stored !== "string") return stored;
  try {
    return JSON.parse(stored) as unknown;
  } catch {
    return stored;
  }
}
