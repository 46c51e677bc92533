import { zoneLabel } from "@/lib/format";
import { fromLocalInput, type LocalInstant, toLocalInput } from "@/lib/time/local-time";

/** What a typed moment means: one instant, two in an hour that repeats, or why it means none. */
export type TypedMoment = LocalInstant | { kind: "future" };

const INVALID = { kind: "invalid" } as const;
const DAY_MS = 86_400_000;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const ISO = /^\d{4}-\d{2}-\d{2}t\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(z|[+-]\d{2}:\d{2})$/;
const TIME =
  /(?:^|[\s,])(?:(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m?\.?)?|(\d{1,2})\s*([ap]\.?m\.?)|(noon))(?=$|[\s,])/;
const ZONE = /\s([a-z]{2,4}t|utc|z)$/;

/**
 * Reads a past moment as people write it, in `zone`: "8:14 am", "yesterday 8:14", "Nov 18 8:14 am", "fri 17:05",
 * "2026-11-18 08:14", with the zone's abbreviation in an hour that repeats ("1:30 am CST"). Without a day, it is the
 * last time the clocks showed it. Never throws.
 */
export function readMoment(typed: string, { now, zone }: { now: Date; zone: string }): TypedMoment {
  const text = typed.trim().toLowerCase().replace(/\s+/g, " ");
  if (ISO.test(text)) return readIso(typed.trim(), now);
  const letters = ZONE.exec(text)?.[1] ?? null;
  const isUtc = letters === "utc" || letters === "z";
  const clocks = isUtc ? "UTC" : zone;
  const plain = (letters === null ? text : text.replace(ZONE, "")).replace(/(\d)t(\d)/, "$1 $2");
  const time = TIME.exec(plain);
  if (!time) return INVALID;
  const clock = readClock(time);
  const rest = `${plain.slice(0, time.index)} ${plain.slice(time.index + time[0].length)}`;
  if (clock === null) return INVALID;
  const day = rest
    .replace(/\b(at|on|the|of)\b|,/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const meant = onDay(day, clock, { now, zone: clocks });
  return letters === null || isUtc ? meant : narrowed(meant, letters, zone);
}

function readIso(text: string, now: Date): TypedMoment {
  const at = Date.parse(text.toUpperCase());
  if (Number.isNaN(at)) return INVALID;
  return at > now.getTime() ? { kind: "future" } : { kind: "one", iso: new Date(at).toISOString() };
}

function readClock(found: RegExpExecArray): string | null {
  if (found[7]) return "12:00:00";
  const hour = Number(found[1] ?? found[5]);
  const half = (found[4] ?? found[6])?.charAt(0);
  if (half !== undefined && (hour < 1 || hour > 12)) return null;
  const full = half === undefined ? hour : (hour % 12) + (half === "p" ? 12 : 0);
  const [minute, second] = [Number(found[2] ?? 0), Number(found[3] ?? 0)];
  if (full > 23 || minute > 59 || second > 59) return null;
  return [full, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
}

function onDay(day: string, clock: string, clocks: { now: Date; zone: string }): TypedMoment {
  const candidates = daysOf(day, clocks);
  if (candidates === null) return INVALID;
  let last: TypedMoment = INVALID;
  for (const candidate of candidates) {
    last = pastOnly(fromLocalInput(`${candidate}T${clock}`, clocks.zone), clocks.now);
    if (last.kind !== "future") return last;
  }
  return last;
}

function pastOnly(meant: LocalInstant, now: Date): TypedMoment {
  const isAhead = (iso: string) => Date.parse(iso) > now.getTime();
  if (meant.kind === "one" && isAhead(meant.iso)) return { kind: "future" };
  if (meant.kind !== "two" || !isAhead(meant.later)) return meant;
  return isAhead(meant.earlier) ? { kind: "future" } : { kind: "one", iso: meant.earlier };
}

/* The calendar days a phrase may mean, most likely first; a later one counts if those before it are in the future. */
function daysOf(phrase: string, { now, zone }: { now: Date; zone: string }): string[] | null {
  const today = toLocalInput(now.toISOString(), zone).slice(0, 10);
  if (phrase === "") return [today, shifted(today, -1)];
  if (phrase === "today") return [today];
  if (phrase === "yesterday") return [shifted(today, -1)];
  const weekday = WEEKDAYS.findIndex((name) => new RegExp(`^(last )?${name}[a-z]*$`).test(phrase));
  if (weekday >= 0) {
    const back = (new Date(`${today}T00:00:00Z`).getUTCDay() - weekday + 7) % 7;
    return phrase.startsWith("last ") && back === 0
      ? [shifted(today, -7)]
      : [shifted(today, -back), shifted(today, -back - 7)];
  }
  return datesOf(phrase, Number(today.slice(0, 4)));
}

function datesOf(phrase: string, thisYear: number): string[] | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(phrase)) return [phrase];
  const slashed = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(phrase);
  const worded =
    /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?(?: (?<year>\d{4}))?$/.exec(phrase) ??
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?\.? (?<month>[a-z]{3,9})\.?(?: (?<year>\d{4}))?$/.exec(phrase);
  const name = worded?.groups?.["month"];
  const month = slashed ? Number(slashed[1]) : name ? MONTHS.indexOf(name.slice(0, 3)) + 1 : 0;
  const day = Number(slashed ? slashed[2] : worded?.groups?.["day"]);
  if (month < 1 || !(day >= 1)) return null;
  const year = slashed ? slashed[3] : worded?.groups?.["year"];
  const years = year === undefined ? [thisYear, thisYear - 1] : [Number(year)];
  const two = (part: number) => String(part).padStart(2, "0");
  return years.map((each) => `${String(each).padStart(4, "0")}-${two(month)}-${two(day)}`);
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/* The abbreviation chooses between two instants; one that the zone does not use at that time is an error. */
function narrowed(meant: TypedMoment, letters: string, zone: string): TypedMoment {
  const fits = (iso: string) => zoneLabel(zone, iso).toLowerCase().endsWith(`(${letters})`);
  if (meant.kind === "one") return fits(meant.iso) ? meant : INVALID;
  if (meant.kind !== "two") return meant;
  if (fits(meant.earlier)) return { kind: "one", iso: meant.earlier };
  return fits(meant.later) ? { kind: "one", iso: meant.later } : INVALID;
}
