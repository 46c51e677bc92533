import { MOST_KEPT, offsetFormat, QUARTER_MS, quarterAt } from "./zoned-time";

/*
 * Stored UTC times (`YYYY-MM-DD hh:mm:ss[.fff]`) are converted from the bytes of a row without creating strings or
 * dates. An invalid date (`0000-00-00`) counts as no time.
 */

/** Writes the time at `from` to `out` and answers where it ends; `to` itself if there is no time. */
export type StoredTimeWriter = (row: Buffer, from: number, end: number, out: Buffer, to: number) => number;

const DAY_MS = 86_400_000;
const [ZERO, COLON, DOT, LETTER_T, LETTER_Z] = [48, 58, 46, 84, 90];
const [WITHOUT_FRACTION, HOUR_LENGTH] = [19, 14];

/** Whether the bytes are a valid date: the servers also store months and days of zero. */
export function isStoredTime(row: Buffer, from: number, end: number): boolean {
  return end - from >= WITHOUT_FRACTION && digits2(row, from + 5) > 0 && digits2(row, from + 8) > 0;
}

/** A writer of ISO 8601 with milliseconds: `…Z` for UTC, otherwise local time in the zone with its offset. */
export function storedTimeWriter(zone: string): StoredTimeWriter {
  if (zone === "UTC") return writeUtc;
  const quarterOf = quarters(zone);
  return (row, from, end, out, to) => {
    if (!isStoredTime(row, from, end)) return to;
    const minute = digits2(row, from + 14);
    const { head, first_minute, offset } = quarterOf(row, from);
    for (let at = 0; at < HOUR_LENGTH; at++) out[to++] = head[at] ?? 0;
    const local = first_minute + (minute % 15);
    out[to++] = ZERO + ((local / 10) | 0);
    out[to++] = ZERO + (local % 10);
    out[to++] = COLON;
    out[to++] = row[from + 17] ?? ZERO;
    out[to++] = row[from + 18] ?? ZERO;
    to = writeFraction(row, from, end, out, to);
    for (let at = 0; at < offset.length; at++) out[to++] = offset[at] ?? 0;
    return to;
  };
}

/**
 * A reader of the milliseconds since 1970-01-01 00:00 local time in the zone; null if there is no time, `twofold` if
 * clocks that moved back show this local time for two instants.
 */
export function storedTimeReader(
  zone: string,
): (row: Buffer, from: number, end: number) => number | "twofold" | null {
  const quarterOf = quarters(zone);
  return (row, from, end) => {
    if (!isStoredTime(row, from, end)) return null;
    if (quarterOf(row, from).is_twofold) return "twofold";
    const within = ((digits2(row, from + 14) % 15) * 60 + digits2(row, from + 17)) * 1000;
    let fraction = 0;
    for (let at = 0; at < 3; at++) fraction = fraction * 10 + fractionDigit(row, from, end, at) - ZERO;
    return quarterOf(row, from).local_ms + within + fraction;
  };
}

function writeUtc(row: Buffer, from: number, end: number, out: Buffer, to: number): number {
  if (!isStoredTime(row, from, end)) return to;
  for (let at = 0; at < WITHOUT_FRACTION; at++) out[to + at] = row[from + at] ?? 0;
  out[to + 10] = LETTER_T;
  to = writeFraction(row, from, end, out, to + WITHOUT_FRACTION);
  out[to++] = LETTER_Z;
  return to;
}

function writeFraction(row: Buffer, from: number, end: number, out: Buffer, to: number): number {
  out[to++] = DOT;
  for (let at = 0; at < 3; at++) out[to++] = fractionDigit(row, from, end, at);
  return to;
}

function fractionDigit(row: Buffer, from: number, end: number, digit: number): number {
  const at = from + WITHOUT_FRACTION + 1 + digit;
  return at < end ? (row[at] ?? ZERO) : ZERO;
}

interface QuarterBytes {
  /** `YYYY-MM-DDThh:` in local time of the zone. */
  head: Buffer;
  first_minute: number;
  offset: Buffer;
  local_ms: number;
  is_twofold: boolean;
}

function quarters(zone: string): (row: Buffer, from: number) => QuarterBytes {
  const format = offsetFormat(zone);
  const kept = new Map<number, QuarterBytes>();
  return (row, from) => {
    const year = digits2(row, from) * 100 + digits2(row, from + 2);
    const day = dayNumber(year, digits2(row, from + 5), digits2(row, from + 8));
    const key = day * 96 + digits2(row, from + 11) * 4 + ((digits2(row, from + 14) / 15) | 0);
    let quarter = kept.get(key);
    if (!quarter) {
      if (kept.size >= MOST_KEPT) kept.clear();
      const { hour, minute, offset, local_ms } = quarterAt(key * QUARTER_MS, format);
      const is_twofold = isTwofold(key * QUARTER_MS, local_ms, format);
      const [head, tail] = [Buffer.from(hour), Buffer.from(offset)];
      quarter = { head, first_minute: minute, offset: tail, local_ms, is_twofold };
      kept.set(key, quarter);
    }
    return quarter;
  };
}

/*
 * Whether two instants have this local time. The offset of a zone changes at most once in two days, so the other
 * instant has the offset of the day before or after.
 */
function isTwofold(at: number, local_ms: number, format: Intl.DateTimeFormat): boolean {
  return [at - DAY_MS, at + DAY_MS].some((near) => {
    const other = at - (quarterAt(near, format).local_ms - near - (local_ms - at));
    return other !== at && quarterAt(other, format).local_ms === local_ms;
  });
}

function digits2(row: Buffer, at: number): number {
  return ((row[at] ?? ZERO) - ZERO) * 10 + (row[at + 1] ?? ZERO) - ZERO;
}

/** Days since 1970-01-01, in the Gregorian calendar. */
function dayNumber(year: number, month: number, day: number): number {
  // Years start in March here, so that a leap day is the last day of its year.
  const of = month <= 2 ? year - 1 : year;
  const era = Math.floor(of / 400);
  const in_era = of - era * 400;
  const in_year = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + in_era * 365 + Math.floor(in_era / 4) - Math.floor(in_era / 100) + in_year - 719_468;
}
