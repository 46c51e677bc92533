import { formatDay, formatDuration, formatTime, type Instant } from "../format";

const MINUTE_MS = 60_000;

/** A moment after a word like "until": "today at 9:12 AM", "Nov 12 at 8:04 AM", "Feb 10, 2026". */
export function sayMoment(iso: Instant, clock: { now: Date; zone: string }): string {
  const day = formatDay(iso, clock);
  const time = formatTime(iso, clock);
  if (day === formatDay(clock.now, clock)) return `today at ${time}`;
  // Another year: formatTime gives the day alone.
  return time === day ? day : time.replace(", ", " at ");
}

/** The same after a verb: "today at 9:12 AM", "on Nov 12 at 8:04 AM". */
export function sayWhen(iso: Instant, clock: { now: Date; zone: string }): string {
  const moment = sayMoment(iso, clock);
  return moment.startsWith("today") ? moment : `on ${moment}`;
}

/** The length of a ride window as an adjective: "3-hour", "24-hour", "90-minute", "7-day". Null when there is none. */
export function sayWindow(span_ms: number): string | null {
  if (span_ms <= 0) return null;
  const minutes = Math.round(span_ms / MINUTE_MS);
  if (minutes % 60 !== 0) return minutes < 120 ? `${minutes}-minute` : formatDuration(span_ms);
  const hours = minutes / 60;
  return hours <= 24 ? `${hours}-hour` : hours % 24 === 0 ? `${hours / 24}-day` : formatDuration(span_ms);
}

/** How many rides of a pass were used: "3 of 10 rides were". */
export function sayRides(rides: { used: number; of: number } | null): string {
  return rides ? `${rides.used} of ${rides.of} rides were` : "its rides were";
}
