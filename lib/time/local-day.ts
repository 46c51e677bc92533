import { fromLocalInput, toLocalInput } from "./local-time";

/**
 * The first instant of a calendar day in `zone`: the day it is there at `instant`, moved by `days`. If a clock change
 * skips midnight, the day starts at the first time that exists.
 */
export function startOfDay(instant: Date, zone: string, days = 0): Date {
  const shown = toLocalInput(instant.toISOString(), zone).slice(0, 10);
  return startOfLocalDate(shiftDate(shown, days), zone);
}

/** The first instant of the calendar date `YYYY-MM-DD` in `zone`. */
export function startOfLocalDate(date: string, zone: string): Date {
  const first = fromLocalInput(`${date}T00:00`, zone);
  if (first.kind === "one") return new Date(first.iso);
  if (first.kind === "two") return new Date(first.earlier);
  return new Date(first.kind === "none" ? first.forward : `${date}T00:00:00Z`);
}

/** The calendar date `YYYY-MM-DD` that is `days` days after another one. */
export function shiftDate(date: string, days: number): string {
  const moved = new Date(`${date}T00:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}
