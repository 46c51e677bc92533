/* When a schedule of exports runs: as a person chooses it, and as a cron line. */

export const FREQUENCIES = ["daily", "weekly", "monthly"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export interface ScheduleTime {
  frequency: Frequency;
  /** 0 is Sunday; used by weekly schedules. */
  weekday: number;
  /** 1–31, used by monthly schedules. From 29 on it means the last day of each month. */
  day: number;
  /** `hh:mm` on the agency's clocks. */
  time: string;
}

const SHORTEST_MONTH = 28;

/** The cron line of a chosen time; null while the time is incomplete or invalid. Pure. */
export function cronOf({ frequency, weekday, day, time }: ScheduleTime): string | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!match) return null;
  const clock = `${Number(match[2])} ${Number(match[1])}`;
  switch (frequency) {
    case "daily":
      return `${clock} * * *`;
    case "weekly":
      return Number.isInteger(weekday) && weekday >= 0 && weekday <= 6 ? `${clock} * * ${weekday}` : null;
    case "monthly":
      if (!Number.isInteger(day) || day < 1 || day > 31) return null;
      return `${clock} ${isLastDay(day) ? "L" : day} * *`;
  }
}

/** Whether a day of the month means the last day, because some months do not have it. Pure. */
export function isLastDay(day: number): boolean {
  return day > SHORTEST_MONTH;
}
