import { describe, expect, test } from "vitest";
import { describeCron } from "./cron-words";
import { nextRun } from "./next-run";
import { cronOf, type ScheduleTime } from "./schedule-cron";

const ZONE = "America/Chicago";
const at = (given: Partial<ScheduleTime>): string => {
  const cron = cronOf({ frequency: "daily", weekday: 1, day: 1, time: "06:30", ...given });
  if (cron === null) throw new Error("no time");
  return cron;
};

test.each<[Partial<ScheduleTime>, string, string]>([
  [{}, "30 6 * * *", "Every day at 6:30 AM"],
  [{ frequency: "weekly", weekday: 0, time: "00:05" }, "5 0 * * 0", "Every Sunday at 12:05 AM"],
  [{ frequency: "monthly", day: 28 }, "30 6 28 * *", "On day 28 of every month at 6:30 AM"],
  [{ frequency: "monthly", day: 29 }, "30 6 L * *", "On the last day of every month at 6:30 AM"],
  [
    { frequency: "monthly", day: 31, time: "18:00" },
    "0 18 L * *",
    "On the last day of every month at 6:00 PM",
  ],
])("%j is the line %s, in words %s", (given, cron, words) => {
  expect(at(given)).toBe(cron);
  expect(describeCron(cron)).toBe(words);
});

test.each<Partial<ScheduleTime>>([
  { time: "" },
  { time: "24:00" },
  { time: "6:30" },
  { frequency: "weekly", weekday: 7 },
  { frequency: "monthly", day: 0 },
  { frequency: "monthly", day: 32 },
])("%j is no time", (given) => {
  expect(cronOf({ frequency: "daily", weekday: 1, day: 1, time: "06:30", ...given })).toBeNull();
});

function runs(cron: string, after: string, count: number): string[] {
  const found: string[] = [];
  let last = new Date(after);
  for (let at = 0; at < count; at++) {
    const next = nextRun(cron, ZONE, last);
    if (next === null) break;
    found.push(next.toISOString());
    last = next;
  }
  return found;
}

describe("on the agency's clocks", () => {
  test("every day at 6:30 stays 6:30 over both changes of 2026", () => {
    expect(runs(at({}), "2026-03-07T00:00:00Z", 3)).toEqual([
      "2026-03-07T12:30:00.000Z",
      "2026-03-08T11:30:00.000Z",
      "2026-03-09T11:30:00.000Z",
    ]);
    expect(runs(at({}), "2026-10-31T00:00:00Z", 3)).toEqual([
      "2026-10-31T11:30:00.000Z",
      "2026-11-01T12:30:00.000Z",
      "2026-11-02T12:30:00.000Z",
    ]);
  });

  test("the last day of the month is the last one of each", () => {
    expect(runs(at({ frequency: "monthly", day: 31, time: "12:00" }), "2027-01-15T00:00:00Z", 3)).toEqual([
      "2027-01-31T18:00:00.000Z",
      "2027-02-28T18:00:00.000Z",
      "2027-03-31T17:00:00.000Z",
    ]);
  });
});
