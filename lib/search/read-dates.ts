import { startOfDay, startOfLocalDate } from "@/lib/time/local-day";
import { fromLocalInput, toLocalInput } from "@/lib/time/local-time";

/** A day, a time of day or an instant found in a text. */
export interface ReadDate {
  /** As it was written. */
  text: string;
  /** `YYYY-MM-DD` on the agency's calendar; null for a time of day alone. */
  day: string | null;
  /** The instant; for a day alone its start; null for a time of day alone, or a time the clocks skip. */
  iso: string | null;
  /** The text has a time of day, not only a day. */
  has_time: boolean;
  /** The clocks show this time twice that day; `iso` is the earlier one. */
  is_repeated: boolean;
}

export interface DateOptions {
  now: Date;
  zone: string;
}

export interface Found<T> {
  from: number;
  to: number;
  value: T;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = `(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)`;
const ORDINAL = "(?:st|nd|rd|th)?";
const ALONE = "(?![0-9A-Za-z])";

const ISO =
  /(?<![0-9A-Za-z-])(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:(Z)|([+-]\d{2}):?(\d{2}))?)?(?![0-9A-Za-z]|-\d)/g;
const SLASHED = /(?<![0-9A-Za-z/.-])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![0-9A-Za-z/])/g;
const MONTH_FIRST = new RegExp(`(?<![0-9A-Za-z])${MONTH}\\.? {0,2}(\\d{1,2})${ORDINAL}(?:,? {1,2}(\\d{4}))?${ALONE}`, "gi"); // prettier-ignore
const DAY_FIRST = new RegExp(`(?<![0-9A-Za-z])(\\d{1,2})${ORDINAL} {1,2}${MONTH}(?:,? {1,2}(\\d{4}))?${ALONE}`, "gi"); // prettier-ignore
const WORD = /(?<![0-9A-Za-z])(today|yesterday)(?![0-9A-Za-z])/gi;
const CLOCK =
  /(?<![0-9A-Za-z:.-])(\d{1,2})(?::(\d{2})(?::\d{2})?)? {0,2}([ap])\.?m(?:\.|(?![0-9A-Za-z]))|(?<![0-9A-Za-z:.-])(\d{1,2}):(\d{2})(?::\d{2})?(?![0-9A-Za-z:])/gi;

/** What may stand between a day and its time, either way round. */
const DAY_TO_TIME = /^[\s,]{0,3}(?:(?:at|around|about|@)\s{1,2})?$/i;
const TIME_TO_DAY = /^[\s,]{0,3}(?:on\s{1,2})?$/i;

type Part =
  | { kind: "instant"; iso: string; day: string }
  | { kind: "day"; day: string; needsTime: boolean }
  | { kind: "time"; time: string };

/** Every day and time of day in `text`, in `zone`, with its position. Linear in the text. Pure. */
export function readDates(text: string, options: DateOptions): Found<ReadDate>[] {
  const parts = dropOverlaps([
    ...matches(text, ISO, (groups) => readIso(groups, options.zone)),
    ...matches(text, SLASHED, ([, month, day, year]) => dayOf(year, Number(month), day, options, !year)),
    ...matches(text, MONTH_FIRST, ([, month, day, year]) => dayOf(year, monthOf(month), day, options)),
    ...matches(text, DAY_FIRST, ([, day, month, year]) => dayOf(year, monthOf(month), day, options)),
    ...matches(text, WORD, ([, word]) => relativeDay(word, options)),
    ...matches(text, CLOCK, readClock),
  ]);
  return join(text, parts, options.zone);
}

function* matches(
  text: string,
  pattern: RegExp,
  read: (groups: RegExpMatchArray) => Part | null,
): Generator<Found<Part>> {
  for (const match of text.matchAll(pattern)) {
    const value = read(match);
    if (value) yield { from: match.index, to: match.index + match[0].length, value };
  }
}

function dropOverlaps(found: Found<Part>[]): Found<Part>[] {
  const kept: Found<Part>[] = [];
  for (const part of found.sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (part.from >= (kept.at(-1)?.to ?? 0)) kept.push(part);
  }
  return kept;
}

function join(text: string, parts: readonly Found<Part>[], zone: string): Found<ReadDate>[] {
  const joined: Found<ReadDate>[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const first = parts[index];
    if (!first) break;
    const pair = pairOf(text, first, parts[index + 1]);
    if (pair) index += 1;
    const { from, to } = { from: first.from, to: pair?.to ?? first.to };
    const value = pair
      ? atTime(text.slice(from, to), pair.day, pair.time, zone)
      : alone(text.slice(from, to), first.value, zone);
    if (value) joined.push({ from, to, value });
  }
  return joined;
}

function pairOf(text: string, first: Found<Part>, second: Found<Part> | undefined) {
  if (!second) return null;
  const between = text.slice(first.to, second.from);
  const [a, b] = [first.value, second.value];
  if (a.kind === "day" && b.kind === "time" && DAY_TO_TIME.test(between))
    return { day: a.day, time: b.time, to: second.to };
  if (a.kind === "time" && b.kind === "day" && TIME_TO_DAY.test(between))
    return { day: b.day, time: a.time, to: second.to };
  return null;
}

function alone(text: string, part: Part, zone: string): ReadDate | null {
  const said = { text, is_repeated: false };
  if (part.kind === "time") return { ...said, day: null, iso: null, has_time: true };
  if (part.kind === "instant") return { ...said, day: part.day, iso: part.iso, has_time: true };
  // "1/2" alone is more often a half than a day.
  if (part.needsTime) return null;
  return {
    ...said,
    day: part.day,
    iso: startOfLocalDate(part.day, zone).toISOString(),
    has_time: false,
  };
}

function atTime(text: string, day: string, time: string, zone: string): ReadDate {
  const meant = fromLocalInput(`${day}T${time}`, zone);
  const iso = meant.kind === "one" ? meant.iso : meant.kind === "two" ? meant.earlier : null;
  return { text, day, iso, has_time: true, is_repeated: meant.kind === "two" };
}

function readIso([, year, month, date, hour, minute, second, utc, ahead, aheadMin]: RegExpMatchArray, zone: string): Part | null {
  const day = realDay(Number(year), Number(month), Number(date));
  if (day === null) return null;
  if (hour === undefined) return { kind: "day", day, needsTime: false };
  const time = `${hour}:${minute}:${second ?? "00"}`;
  if (utc === undefined && ahead === undefined) {
    const { iso } = atTime("", day, time, zone);
    return iso === null ? null : { kind: "instant", day, iso };
  }
  const at = Date.parse(`${day}T${time}${utc ?? `${ahead}:${aheadMin}`}`);
  if (Number.isNaN(at)) return null;
  const iso = new Date(at).toISOString();
  return { kind: "instant", iso, day: toLocalInput(iso, zone).slice(0, 10) };
} // prettier-ignore

function readClock([, hour12, minute12, half, hour24, minute24]: RegExpMatchArray): Part | null {
  const isHalf = half !== undefined;
  const hour = Number(isHalf ? hour12 : hour24);
  const minute = Number((isHalf ? minute12 : minute24) ?? "0");
  if (minute > 59 || hour > (isHalf ? 12 : 23) || (isHalf && hour === 0)) return null;
  const shown = isHalf ? (hour % 12) + (half.toLowerCase() === "p" ? 12 : 0) : hour;
  return { kind: "time", time: `${twoDigits(shown)}:${twoDigits(minute)}` };
}

function relativeDay(word: string | undefined, { now, zone }: DateOptions): Part {
  const start = startOfDay(now, zone, word?.toLowerCase() === "yesterday" ? -1 : 0);
  return { kind: "day", day: toLocalInput(start.toISOString(), zone).slice(0, 10), needsTime: false };
}

function dayOf(
  year: string | undefined,
  month: number,
  date: string | undefined,
  options: DateOptions,
  needsTime = false,
): Part | null {
  const written = year === undefined ? null : Number(year.length === 2 ? `20${year}` : year);
  const day = realDay(written ?? nearYear(month, Number(date), options), month, Number(date));
  return day === null ? null : { kind: "day", day, needsTime };
}

/* Riders mostly write about the past, sometimes about something that ends next month. */
function nearYear(month: number, date: number, { now, zone }: DateOptions): number {
  const shown = toLocalInput(now.toISOString(), zone);
  const year = Number(shown.slice(0, 4));
  const aheadMonths = month - Number(shown.slice(5, 7)) + (date - Number(shown.slice(8, 10))) / 31;
  if (aheadMonths > 1) return year - 1;
  return aheadMonths < -11 ? year + 1 : year;
}

function monthOf(word: string | undefined): number {
  return MONTHS.indexOf((word ?? "").slice(0, 3).toLowerCase()) + 1;
}

function realDay(year: number, month: number, date: number): string | null {
  const text = `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(date)}`;
  const at = Date.parse(`${text}T00:00:00Z`);
  // The parser rolls Feb 30 over to March.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : text;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
