import { shiftDate } from "@/lib/time/local-day";
import { fromLocalInput, toLocalInput } from "@/lib/time/local-time";
import type { ActivationFacts, RideWindow } from "./explain-facts";

const MINUTE_MS = 60_000;

/**
 * When a ride that began at `used` ends by the fare rule: minutes are counted from first use, a service day ends at the
 * cut-off in its zone. Null for a product without a window and for an unreadable time.
 */
export function windowEnd(window: RideWindow, used: string): string | null {
  const used_ms = Date.parse(used);
  if (Number.isNaN(used_ms) || window.kind === "none") return null;
  if (window.kind === "elapsed") return isoOrNull(used_ms + window.minutes * MINUTE_MS);
  // The day before as well: it may still be that day in the zone.
  const today = dayOf(new Date(used_ms), window.zone);
  for (const days of [-1, 0, 1, 2]) {
    const end = clockShows(shiftDate(today, days), window.cutoff, window.zone);
    if (end !== null && end > used_ms) return isoOrNull(end);
  }
  return null;
}

/** Whether `at` is in one of the windows; always true without windows. A window past midnight ends on the next day. */
export function mayActivate(windows: readonly ActivationFacts[], at: Date): boolean {
  if (windows.length === 0 || Number.isNaN(at.getTime())) return windows.length === 0;
  return windows.some((window) =>
    [-1, 0].some((days) => {
      const opening = openingOn(window, shiftDate(dayOf(at, window.zone), days));
      return opening !== null && opening.from <= at.getTime() && at.getTime() < opening.until;
    }),
  );
}

/** When the next window opens after `at`; null if none does within eight days. */
export function nextOpening(windows: readonly ActivationFacts[], at: Date): string | null {
  if (Number.isNaN(at.getTime())) return null;
  const openings = windows.flatMap((window) =>
    [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((days) => {
      const opening = openingOn(window, shiftDate(dayOf(at, window.zone), days));
      return opening !== null && opening.from > at.getTime() ? [opening.from] : [];
    }),
  );
  return openings.length === 0 ? null : isoOrNull(Math.min(...openings));
}

/* Counts on the calendar: adding 24 hours would skip a 23-hour day. */
function dayOf(at: Date, zone: string): string {
  return toLocalInput(at.toISOString(), zone).slice(0, 10);
}

/* The window on a calendar day; null if it is closed that day. */
function openingOn(window: ActivationFacts, day: string): { from: number; until: number } | null {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  if (!window.days.includes(weekday === 0 ? 7 : weekday)) return null;
  const from = clockShows(day, window.from, window.zone);
  const endDay = window.until > window.from ? day : shiftDate(day, 1);
  const until = clockShows(endDay, window.until, window.zone);
  return from === null || until === null ? null : { from, until };
}

/*
 * The instant when the clocks show a time on a day. A time skipped in spring is the instant of the jump; of a time
 * repeated in autumn the later one, so that nobody is cut short.
 */
function clockShows(day: string, clock: string, zone: string): number | null {
  const meant = fromLocalInput(`${day}T${clock}`, zone);
  if (meant.kind === "one") return Date.parse(meant.iso);
  if (meant.kind === "two") return Date.parse(meant.later);
  if (meant.kind === "invalid") return null;
  const wall = Date.parse(`${day}T${clock}:00Z`);
  for (let minutes = 1; minutes <= 180; minutes++) {
    const next = fromLocalInput(new Date(wall + minutes * MINUTE_MS).toISOString().slice(0, 16), zone);
    if (next.kind === "one") return Date.parse(next.iso);
  }
  return null;
}

function isoOrNull(ms: number): string | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
