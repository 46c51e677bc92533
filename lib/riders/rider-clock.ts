import { formatDay, formatTime } from "@/lib/format";
import type { ReadingClock } from "@/lib/time/reading-clock";

/** A stored moment in words; a portal row may hold a date that is none. */
export function sayTime(iso: string, clock: ReadingClock): string {
  return isMoment(iso) ? formatTime(iso, clock) : "an unknown date";
}

/** The day of a stored moment in words. */
export function sayDay(iso: string, clock: ReadingClock): string {
  return isMoment(iso) ? formatDay(iso, clock) : "on an unknown date";
}

function isMoment(iso: string): boolean {
  return !Number.isNaN(Date.parse(iso));
}
