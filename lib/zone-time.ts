/** A reading of a wall clock: calendar and time of day without a zone. `month` is 1 to 12. */
export interface WallTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

const READERS = new Map<string, Intl.DateTimeFormat>();

function reader(zone: string): Intl.DateTimeFormat {
  let format = READERS.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    READERS.set(zone, format);
  }
  return format;
}

/** What a clock on the wall in `zone` shows at `instant`. */
export function wallTime(instant: Date, zone: string): WallTime {
  const read = new Map(
    reader(zone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => read.get(type) ?? 0;
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}

function asUtc(wall: WallTime): number {
  const utc = new Date(0);
  utc.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  utc.setUTCHours(wall.hour, wall.minute, wall.second, 0);
  return utc.getTime();
}

/** Milliseconds that clocks in `zone` are ahead of UTC at `instant`. */
export function zoneOffset_ms(instant: Date, zone: string): number {
  return asUtc(wallTime(instant, zone)) - Math.floor(instant.getTime() / 1000) * 1000;
}

/**
 * The instants at which clocks in `zone` show `wall`: one as a rule, two (earlier first) in the hour that autumn
 * repeats, none in the hour that spring leaves out.
 */
export function instantsOf(wall: WallTime, zone: string): Date[] {
  const utc = asUtc(wall);
  const day_ms = 86_400_000;
  const offsets = new Set([utc - day_ms, utc + day_ms].map((near) => zoneOffset_ms(new Date(near), zone)));
  return [...offsets]
    .map((offset) => new Date(utc - offset))
    .filter((instant) => asUtc(wallTime(instant, zone)) === utc)
    .sort((a, b) => a.getTime() - b.getTime());
}

/**
 * The first instant of a calendar day in `zone`: of the day that `readIn` (default `zone`) shows at `instant`, moved by
 * `days`. Where midnight is left out by a change of clocks, the day starts with the first time there is.
 */
export function startOfDay(instant: Date, readIn: string, days: number, zone: string = readIn): Date {
  const read = wallTime(instant, readIn);
  const moved = new Date(Date.UTC(read.year, read.month - 1, read.day + days));
  const midnight = {
    year: moved.getUTCFullYear(),
    month: moved.getUTCMonth() + 1,
    day: moved.getUTCDate(),
    hour: 0,
    minute: 0,
    second: 0,
  };
  for (let minute = 0; minute <= 120; minute += 15) {
    const [first] = instantsOf({ ...midnight, hour: Math.floor(minute / 60), minute: minute % 60 }, zone);
    if (first) return first;
  }
  return new Date(asUtc(midnight));
}
