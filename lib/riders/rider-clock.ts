import { formatDay, formatTime, type Instant } from "@/lib/format";

export interface Clock {
  now: Instant;
  /** Times are told in it. */
  zone: string;
}

/** A stored moment in words; a portal row may hold a date that is none. */
export function sayTime(iso: string, clock: Clock): string {
  return isMoment(iso) ? formatTime(iso, clock) : "an unknown date";
}

/** The day of a stored moment in words. */
export function sayDay(iso: string, clock: Clock): string {
  return isMoment(iso) ? formatDay(iso, clock) : "on an unknown date";
}

function isMoment(iso: string): boolean {
  return !Number.isNaN(Date.parse(iso));
}
