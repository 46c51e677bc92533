import { formatDay, formatDuration, formatRelative, formatTime } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import { passStatus, type PassStatus } from "@/lib/passes/pass-status";
import type { ReadingClock } from "@/lib/time/reading-clock";

export interface Validity {
  /** Positions in percent of the bar; null if there is nothing to draw. */
  bar: { tone: "usable" | "using" | "expired"; now: number; firstUse: number | null } | null;
  main: string;
  detail: string | null;
}

type Facts = Pick<
  Pass,
  "provider_status" | "time_created" | "time_used" | "expiration" | "allowed_uses" | "uses_count"
>;

const WAITING_SHARE = 40;
const DAY_MS = 86_400_000;

/** How long a pass in use is still valid; undefined for any other pass. */
export function timeLeft(facts: Facts, now: Date): string | undefined {
  if (facts.expiration === null || passStatus(facts, now) !== "USING") return undefined;
  return formatDuration(Date.parse(facts.expiration) - now.getTime());
}

/** The bar and the words for the validity of a pass, at the time and in the zone of `clock`. */
export function validityOf(facts: Facts, clock: ReadingClock): Validity {
  const status = passStatus(facts, clock.now);
  return { bar: barOf(facts, status, clock.now), ...wordsOf(facts, status, clock) };
}

function barOf(facts: Facts, status: PassStatus, now: Date): Validity["bar"] {
  const { time_created, time_used, expiration } = facts;
  if (expiration === null || status === "UNKNOWN") return null;
  if (status === "EXPIRED" || status === "USES_GONE") {
    // An expired bar ends at 86 %, so its unused part keeps its share of that.
    return { tone: "expired", now: 100, firstUse: time_used === null ? null : WAITING_SHARE * 0.86 };
  }
  const end = Date.parse(expiration);
  if (status === "USING" && time_used !== null) {
    const used = share(now.getTime(), Date.parse(time_used), end);
    return {
      tone: "using",
      now: WAITING_SHARE + (used * (100 - WAITING_SHARE)) / 100,
      firstUse: WAITING_SHARE,
    };
  }
  if (time_created === null) return null;
  const tone = status === "USING" ? "using" : "usable";
  return { tone, now: share(now.getTime(), Date.parse(time_created), end), firstUse: null };
}

/** How far `at` is between `from` and `to`, in percent; 100 if `to` is not after `from`. */
function share(at: number, from: number, to: number): number {
  if (to <= from) return 100;
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
}

function wordsOf(facts: Facts, status: PassStatus, clock: ReadingClock): Pick<Validity, "main" | "detail"> {
  const { time_used, expiration } = facts;
  const since = time_used === null ? "no first use recorded" : `since ${nearTime(time_used, clock)}`;
  if (status === "USING") {
    return {
      main: expiration === null ? "no expiration" : `until ${nearTime(expiration, clock)}`,
      detail: since,
    };
  }
  if (status === "USES_GONE") {
    const { uses_count, allowed_uses } = facts;
    const isCounted = allowed_uses !== null && allowed_uses > 1 && uses_count !== null;
    return {
      main: isCounted ? `${uses_count} of ${allowed_uses} rides used` : "ride used",
      detail: time_used === null ? null : `used ${nearTime(time_used, clock)}`,
    };
  }
  if (expiration === null) return { main: "no expiration", detail: null };
  const isAhead = Date.parse(expiration) > clock.now.getTime();
  if (status === "EXPIRED") return expiredWords(facts, expiration, isAhead, clock);
  return isAhead
    ? { main: `expires ${formatRelative(expiration, clock)}`, detail: dayAndTime(expiration, clock) }
    : { main: `ended ${nearTime(expiration, clock)}`, detail: null };
}

function expiredWords(facts: Facts, expiration: string, isAhead: boolean, clock: ReadingClock) {
  if (isAhead) return { main: "ended early", detail: `was due ${nearTime(expiration, clock)}` };
  if (facts.time_used === null && !facts.uses_count) {
    return { main: `never used, lapsed ${formatDay(expiration, clock)}`, detail: null };
  }
  const detail = facts.time_used === null ? null : `used ${nearTime(facts.time_used, clock)}`;
  return { main: `ended ${nearTime(expiration, clock)}`, detail };
}

/** Like `formatTime`, but with the weekday within six days before and after now. */
function nearTime(iso: string, clock: ReadingClock): string {
  const text = formatTime(iso, clock);
  const day = formatDay(iso, clock);
  const isToday = day === formatDay(clock.now, clock);
  if (isToday || Math.abs(Date.parse(iso) - clock.now.getTime()) > 6 * DAY_MS) return text;
  const name = weekdayFormatter(clock.zone).format(new Date(iso));
  return text.startsWith(`${day}, `) ? `${name}, ${text.slice(day.length + 2)}` : text;
}

function dayAndTime(iso: string, clock: ReadingClock): string {
  const isToday = formatDay(iso, clock) === formatDay(clock.now, clock);
  return isToday ? `today, ${formatTime(iso, clock)}` : formatTime(iso, clock);
}

const weekdays = new Map<string, Intl.DateTimeFormat>();

function weekdayFormatter(zone: string): Intl.DateTimeFormat {
  const known = weekdays.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: zone });
  weekdays.set(zone, made);
  return made;
}
