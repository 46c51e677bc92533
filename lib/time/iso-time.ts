/** A stored UTC time (`2026-11-22 15:04:05[.123]`) as ISO 8601 with milliseconds. */
export function isoTime<T extends string | null>(stored: T): T extends null ? string | null : string;
export function isoTime(stored: string | null): string | null {
  if (stored === null) return null;
  const [day, time = ""] = stored.split(" ");
  return `${day}T${time.slice(0, 8)}.${time.slice(9, 12).padEnd(3, "0")}Z`;
}

/** `isoTime` for a column that may be null or a zero date (`0000-00-00`): null for both. */
export function knownTime(stored: string | null): string | null {
  const iso = isoTime(stored);
  return iso === null || Number.isNaN(Date.parse(iso)) ? null : iso;
}
