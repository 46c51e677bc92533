import { formatDay, formatTime } from "@/lib/format";
import type { ReadingClock } from "@/lib/time/reading-clock";

/** A stored time in words; a portal row may hold an invalid date. */
export function sayTime(iso: string | null, clock: ReadingClock): string {
  return isMoment(iso) ? formatTime(iso, clock) : "an unknown date";
}

/** The day of a stored time in words. */
export function sayDay(iso: string | null, clock: ReadingClock): string {
  return isMoment(iso) ? formatDay(iso, clock) : "on an unknown date";
}

function isMoment(iso: string | null): iso is string {
  return iso !== null && !Number.isNaN(Date.parse(iso));
}
