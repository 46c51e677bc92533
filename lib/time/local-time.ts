/** What a wall-clock time in a zone means. Clock changes make some times occur twice and some never. */
export type LocalInstant =
  | { kind: "one"; iso: string }
  | { kind: "two"; earlier: string; later: string }
  /** `forward`: the time moved forward by as much as the clocks were. */
  | { kind: "none"; forward: string }
  | { kind: "invalid" };

const LOCAL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;
const DAY_MS = 86_400_000;

/** The instant as `YYYY-MM-DDTHH:mm:ss` on the clocks of `zone`: the value of a datetime-local control. */
export function toLocalInput(iso: string, zone: string): string {
  return wallClock(new Date(iso).getTime(), zone);
}

/**
 * The instant or two instants that a datetime-local value means in `zone`. A time that a clock change skips is `none`,
 * with the instant it moves forward to. To the second; anything that is not a real calendar date is invalid.
 */
export function fromLocalInput(local: string, zone: string): LocalInstant {
  const wall_ms = readWall(local);
  if (wall_ms === null) return { kind: "invalid" };
  const wanted = new Date(wall_ms).toISOString().slice(0, 19);
  // A zone changes at most once in two days, so only the offsets a day before and after are possible.
  const before = offsetAt(wall_ms - DAY_MS, zone);
  const found = [...new Set([before, offsetAt(wall_ms + DAY_MS, zone)])]
    .map((offset) => wall_ms - offset)
    .filter((at) => wallClock(at, zone) === wanted)
    .sort((a, b) => a - b)
    .map((at) => new Date(at).toISOString());
  const [earlier, later] = found;
  if (earlier === undefined) return { kind: "none", forward: new Date(wall_ms - before).toISOString() };
  return later === undefined ? { kind: "one", iso: earlier } : { kind: "two", earlier, later };
}

/** Which of two instants with the same wall-clock time this is; `earlier` if there is only one. */
export function foldOf(iso: string, zone: string): "earlier" | "later" {
  const meant = fromLocalInput(toLocalInput(iso, zone), zone);
  const second = `${new Date(iso).toISOString().slice(0, 19)}.000Z`;
  return meant.kind === "two" && meant.later === second ? "later" : "earlier";
}

function readWall(local: string): number | null {
  const match = LOCAL.exec(local);
  if (!match) return null;
  const text = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6] ?? "00"}`;
  const wall_ms = Date.parse(`${text}.000Z`);
  // The parser rolls Feb 30 over to March, so a date that changed was not real.
  return Number.isNaN(wall_ms) || new Date(wall_ms).toISOString().slice(0, 19) !== text ? null : wall_ms;
}

function offsetAt(at: number, zone: string): number {
  return Date.parse(`${wallClock(at, zone)}.000Z`) - Math.floor(at / 1000) * 1000;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function wallClock(at: number, zone: string): string {
  const format = formatters.get(zone) ?? makeFormatter(zone);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  const year = part("year").padStart(4, "0");
  return `${year}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`;
}

function makeFormatter(zone: string): Intl.DateTimeFormat {
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formatters.set(zone, made);
  return made;
}

/** Whether a text names a time zone that the runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
