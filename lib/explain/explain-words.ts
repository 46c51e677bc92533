import { formatCount, formatDay, formatDuration, formatTime, type Instant } from "@/lib/format";
import type { RideWindow } from "./explain-facts";

const MINUTE_MS = 60_000;

export interface Clocks {
  now: Date;
  zone: string;
}

/**
 * A moment after a word like "until": "today at 9:12 AM", "Nov 12 at 8:04 AM", "Feb 10, 2025 at 9:12 AM"; in a later
 * year only the day.
 */
export function sayMoment(iso: Instant, clocks: Clocks): string {
  const day = formatDay(iso, clocks);
  const time = formatTime(iso, clocks);
  if (day === formatDay(clocks.now, clocks)) return `today at ${time}`;
  // In another year formatTime gives only the day.
  if (time !== day) return time.replace(", ", " at ");
  const isAhead = new Date(iso).getTime() > clocks.now.getTime();
  return isAhead ? day : `${day} at ${formatTime(iso, { zone: clocks.zone, now: iso })}`;
}

/** "2 h 29 min", "1 d 21 h"; from 30 days on in whole days. */
export function saySpan(span_ms: number): string {
  const days = Math.floor(Math.abs(span_ms) / 86_400_000);
  return days < 30 ? formatDuration(Math.abs(span_ms)) : `${formatCount(days)} days`;
}

/** A moment after a verb: "today at 9:12 AM", "on Nov 12 at 8:04 AM". */
export function sayWhen(iso: Instant, clocks: Clocks): string {
  const moment = sayMoment(iso, clocks);
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

/** A ride window after "works": "for 3 hours from first use", "until 3:00 AM, when the service day ends". */
export function sayRule(window: RideWindow): string {
  if (window.kind === "none") return "without a ride window";
  if (window.kind === "service_day") return `until ${sayClock(window.cutoff)}, when the service day ends`;
  return `for ${sayMinutes(window.minutes)} from first use`;
}

/** "90 minutes", "3 hours", "7 days". */
export function sayMinutes(minutes: number): string {
  if (minutes % 60 !== 0) return minutes === 1 ? "1 minute" : `${minutes} minutes`;
  const hours = minutes / 60;
  if (hours > 24 && hours % 24 === 0) return `${hours / 24} days`;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

/** `15:30` as "3:30 PM". */
export function sayClock(clock: string): string {
  const [hour = 0, minute = "00"] = clock.split(":").map((part, at) => (at === 0 ? Number(part) : part));
  const h = Number(hour);
  return `${h % 12 === 0 ? 12 : h % 12}:${minute}\u00a0${h < 12 ? "AM" : "PM"}`;
}

const DAY_NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Days of a week, 1 is Monday: "Mon to Fri", "Sat, Sun". */
export function sayDays(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return "no day";
  const name = (day: number) => DAY_NAMES[day - 1] ?? String(day);
  const isRun = sorted.length > 2 && last - first === sorted.length - 1;
  return isRun ? `${name(first)} to ${name(last)}` : sorted.map(name).join(", ");
}
