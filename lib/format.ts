/** A moment: an ISO string as the API writes it (`2026-11-22T15:04:05.000Z`), or a value of the clock. */
export type Instant = string | number | Date;

const NBSP = "\u00a0";
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const LOCALE = "en-US";

/** The shortest clear time in `zone`: "2:42 PM" today, "Nov 12, 8:04 AM" this year, otherwise "Feb 10, 2026". */
export function formatTime(iso: Instant, { zone, now }: { zone: string; now: Instant }): string {
  const day = calendarDay(iso, zone);
  const today = calendarDay(now, zone);
  if (day === today) return formatClock(iso, zone);
  if (day.slice(0, 4) !== today.slice(0, 4)) return formatDay(iso, { zone, now });
  return `${formatDay(iso, { zone, now })}, ${formatClock(iso, zone)}`;
}

/** The calendar day in `zone`: "Nov 12" in the year of `now`, otherwise "Feb 10, 2026". */
export function formatDay(iso: Instant, { zone, now }: { zone: string; now: Instant }): string {
  const isThisYear = calendarDay(iso, zone).slice(0, 4) === calendarDay(now, zone).slice(0, 4);
  return say(iso, zone, { month: "short", day: "numeric", ...(isThisYear ? {} : { year: "numeric" }) });
}

/** The full local time to the second with its zone: "Nov 12, 2025, 8:04:31 AM CST". */
export function formatFull(iso: Instant, { zone }: { zone: string }): string {
  const day = say(iso, zone, { month: "short", day: "numeric", year: "numeric" });
  const time = say(iso, zone, { hour: "numeric", minute: "2-digit", second: "2-digit" });
  return `${day}, ${time}${NBSP}${zoneName(iso, zone, "short")}`;
}

/** The tooltip of a time: the full local time and UTC. */
export function formatTimeTitle(iso: Instant, { zone }: { zone: string }): string {
  const utc = new Date(iso).toISOString().slice(0, 19).replace("T", " ");
  return `${formatFull(iso, { zone })}, ${utc}${NBSP}UTC`;
}

/** How long ago or ahead: "20 s ago", "2 h ago", "in 3 d"; a date if it is a day or more in the past. */
export function formatRelative(iso: Instant, { zone, now }: { zone: string; now: Instant }): string {
  const ahead_ms = new Date(iso).getTime() - new Date(now).getTime();
  if (ahead_ms <= -DAY_MS) return formatDay(iso, { zone, now });
  const words = largestUnit(Math.abs(ahead_ms));
  return ahead_ms > 0 ? `in ${words}` : `${words} ago`;
}

/** A span of milliseconds in its two largest units: "1 h 12 min", "6 d 1 h"; with seconds only under two minutes. */
export function formatDuration(span_ms: number): string {
  const span = Math.max(0, span_ms);
  if (span < MINUTE_MS) return unit(span, SECOND_MS, "s");
  if (span < 2 * MINUTE_MS) return pair(span, MINUTE_MS, "min", SECOND_MS, "s");
  if (span < HOUR_MS) return unit(span, MINUTE_MS, "min");
  return span < DAY_MS ? pair(span, HOUR_MS, "h", MINUTE_MS, "min") : pair(span, DAY_MS, "d", HOUR_MS, "h");
}

/** The name of a zone with its abbreviation on `date`: "Central Time (CST)"; UTC is "UTC". */
export function zoneLabel(zone: string, date: Instant): string {
  if (zone === "UTC") return zone;
  return `${zoneName(date, zone, "longGeneric")} (${zoneName(date, zone, "short")})`;
}

/** A count with commas. `short` gives "41K" and "9.8M" from 10,000 up; `relation: "gte"` adds a plus. */
export function formatCount(
  count: number,
  options: { short?: boolean; relation?: "eq" | "gte" } = {},
): string {
  const plus = options.relation === "gte" ? "+" : "";
  if (!options.short || count < 10_000) return count.toLocaleString(LOCALE) + plus;
  const [value, suffix] = count < 999_500 ? [count / 1_000, "K"] : [count / 1_000_000, "M"];
  const isWhole = suffix === "K" || value >= 99.95;
  return `${isWhole ? Math.round(value) : Math.round(value * 10) / 10}${suffix}${plus}`;
}

/** An exact decimal amount as money, "$3.25" or "−$3.00"; null is "Not recorded", never $0.00. */
export function formatMoney(money: { amount: string; currency: string } | null): string {
  if (money === null || !/^-?\d+(\.\d+)?$/.test(money.amount)) return "Not recorded";
  const magnitude = money.amount.replace(/^-/, "") as Intl.StringNumericLiteral;
  const text = moneyFormatter(money.currency).format(magnitude);
  return money.amount.startsWith("-") ? `−${text}` : text;
}

/** The first eight characters of an id, for lists. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** Head and tail of a long id, for narrow columns: "f6a1d0c9…2c41". */
export function headTailId(id: string): string {
  return id.length <= 13 ? id : `${id.slice(0, 8)}…${id.slice(-4)}`;
}

/** Hour and minute; with the zone in the hour that repeats in fall, when the clock alone is ambiguous. */
function formatClock(iso: Instant, zone: string): string {
  const time = say(iso, zone, { hour: "numeric", minute: "2-digit" });
  return isRepeatedHour(iso, zone) ? `${time}${NBSP}${zoneName(iso, zone, "short")}` : time;
}

function isRepeatedHour(iso: Instant, zone: string): boolean {
  const at = new Date(iso).getTime();
  const wall = wallClock(at, zone);
  return wallClock(at - HOUR_MS, zone) === wall || wallClock(at + HOUR_MS, zone) === wall;
}

function wallClock(at: number, zone: string): string {
  return say(at, zone, { dateStyle: "short", timeStyle: "medium" });
}

function calendarDay(iso: Instant, zone: string): string {
  const parts = new Map(
    formatter(zone, { year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(new Date(iso))
      .map((part) => [part.type, part.value]),
  );
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}

function zoneName(iso: Instant, zone: string, style: "short" | "longGeneric"): string {
  const parts = formatter(zone, { timeZoneName: style }).formatToParts(new Date(iso));
  return parts.find((part) => part.type === "timeZoneName")?.value ?? zone;
}

function say(iso: Instant, zone: string, options: Intl.DateTimeFormatOptions): string {
  // Engines differ in the space they write before AM and PM.
  return formatter(zone, options)
    .format(new Date(iso))
    .replace(/\s(?=[AP]M)/g, NBSP);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: zone });
  formatters.set(key, made);
  return made;
}

function largestUnit(span_ms: number): string {
  if (span_ms < MINUTE_MS) return unit(span_ms, SECOND_MS, "s");
  if (span_ms < HOUR_MS) return unit(span_ms, MINUTE_MS, "min");
  return span_ms < DAY_MS ? unit(span_ms, HOUR_MS, "h") : unit(span_ms, DAY_MS, "d");
}

function unit(span_ms: number, size_ms: number, name: string): string {
  return `${Math.floor(span_ms / size_ms)}${NBSP}${name}`;
}

function pair(span_ms: number, large_ms: number, large: string, small_ms: number, small: string): string {
  const rest_ms = span_ms % large_ms;
  const head = unit(span_ms, large_ms, large);
  return rest_ms < small_ms ? head : `${head} ${unit(rest_ms, small_ms, small)}`;
}

const moneyFormatters = new Map<string, Intl.NumberFormat>();

/* Creating a formatter costs more than a whole row of the list. */
function moneyFormatter(currency: string): Intl.NumberFormat {
  const known = moneyFormatters.get(currency);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALE, { style: "currency", currency });
  moneyFormatters.set(currency, made);
  return made;
}
