import { startOfDay, startOfLocalDate } from "./local-day";

const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FROM_NOW = /^now(?:([+-])(\d{1,5})([mhdw]))?$/;
const FROM_TODAY = /^(today|yesterday|tomorrow)(?:([+-])(\d{1,5})d)?$/;

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const DAY_SHIFT = { today: 0, yesterday: -1, tomorrow: 1 };

/* The range of times the table can hold. */
const EARLIEST = Date.UTC(1970, 0, 1);
const LATEST = Date.UTC(9999, 11, 30);

/**
 * The instant a written time means: ISO 8601 with an offset, `now`, `now-7d` (units m h d w, of fixed length), `today`,
 * `tomorrow-3d`, or a date; the last three mean the start of that calendar day in `zone`. Null for anything else.
 */
export function resolveTime(text: string, now: Date, zone: string): Date | null {
  const instant = read(text, now, zone);
  if (instant === null || Number.isNaN(instant.getTime())) return null;
  return instant.getTime() >= EARLIEST && instant.getTime() <= LATEST ? instant : null;
}

function read(text: string, now: Date, zone: string): Date | null {
  const fromNow = FROM_NOW.exec(text);
  if (fromNow) {
    const [, sign, amount, unit] = fromNow;
    const shift_ms = unit === undefined ? 0 : Number(amount) * UNIT_MS[unit as keyof typeof UNIT_MS];
    return new Date(now.getTime() + (sign === "-" ? -shift_ms : shift_ms));
  }
  const fromToday = FROM_TODAY.exec(text);
  if (fromToday) {
    const [, word, sign, amount] = fromToday;
    const days = Number(amount ?? 0) * (sign === "-" ? -1 : 1);
    return startOfDay(now, zone, DAY_SHIFT[word as keyof typeof DAY_SHIFT] + days);
  }
  if (DAY.test(text)) return isRealDay(text) ? startOfLocalDate(text, zone) : null;
  return ISO.test(text) && isRealDay(text.slice(0, 10)) ? new Date(text) : null;
}

/* `new Date("2026-02-30T…")` silently rolls over to March. */
function isRealDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
