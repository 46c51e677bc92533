import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { describeCron } from "./cron-words";
import { nextRun, nextRunSince } from "./next-run";
import { firstRun } from "./parse-schedule";

const CHICAGO = "America/Chicago";
const NOW = new Date("2026-11-22T15:00:00Z");

test.each([
  ["0 6 * * 1", "Every Monday at 6:00 AM"],
  ["30 18 * * *", "Every day at 6:30 PM"],
  ["5 0 * * 1-5", "Every weekday at 12:05 AM"],
  ["0 12 * * 0,3,6", "Every Sunday, Wednesday and Saturday at 12:00 PM"],
  ["0 6 1 * *", "On day 1 of every month at 6:00 AM"],
  ["0 6 L * *", "On the last day of every month at 6:00 AM"],
  ["0 6 24 12 *", "Every year on December 24 at 6:00 AM"],
  ["15 * * * *", "Every hour at minute 15"],
  ["*/30 * * * * *", "Every 30 seconds"],
  ["0 */10 * * * *", "Every 10 minutes"],
  ["0 6 1-7 * 1", "By the line 0 6 1-7 * 1"],
])("%s is said as %s", (cron, words) => {
  expect(describeCron(cron)).toBe(words);
});

function firings(cron: string, from: string, to: string): string[] {
  const found: string[] = [];
  for (
    let at = nextRun(cron, CHICAGO, new Date(from));
    at && at < new Date(to);
    at = nextRun(cron, CHICAGO, at)
  ) {
    found.push(at.toISOString());
  }
  return found;
}

test("a daily time in the hour skipped on 8 March 2026 runs once that day", () => {
  expect(firings("30 2 * * *", "2026-03-08T06:00:00Z", "2026-03-09T05:00:00Z")).toHaveLength(1);
});

test("a daily time in the hour repeated on 1 November 2026 runs once that day", () => {
  expect(firings("30 1 * * *", "2026-11-01T05:00:00Z", "2026-11-02T06:00:00Z")).toEqual([
    "2026-11-01T06:30:00.000Z",
  ]);
});

test("a run that is late into the repeated hour does not repeat, and missed runs are skipped", () => {
  const due = new Date("2026-11-01T06:30:00Z");
  const late = new Date("2026-11-01T07:10:00Z");
  expect(nextRunSince("30 1 * * *", CHICAGO, due, late)?.toISOString()).toBe("2026-11-02T07:30:00.000Z");
  const weekLater = new Date("2026-11-08T12:00:00Z");
  expect(nextRunSince("30 1 * * *", CHICAGO, due, weekLater)?.toISOString()).toBe("2026-11-09T07:30:00.000Z");
  expect(nextRunSince("*/5 * * * * *", CHICAGO, due, weekLater)?.toISOString()).toBe(
    "2026-11-08T12:00:05.000Z",
  );
});

test("L means the last day of a month, on the agency's clocks", () => {
  expect(firings("0 6 L * *", "2026-01-31T13:00:00Z", "2026-04-01T00:00:00Z")).toEqual([
    "2026-02-28T12:00:00.000Z",
    "2026-03-31T11:00:00.000Z",
  ]);
});

test.each([
  "* * * * *",
  "*/15 * * * *",
  "0,30 * * * *",
  "0 * * * * *",
  "",
  "0 6 * *",
  "0 25 * * *",
  "0 6 30 2 *",
  "a b c d e",
])("people may not have %j", (cron) => {
  expect(() => firstRun(cron, CHICAGO, NOW)).toThrow(AppError);
});

test("no accepted line runs twice within an hour, and every refusal is a 400", () => {
  const part = (least: number, most: number) =>
    fc.oneof(
      fc.constant("*"),
      fc.integer({ min: least, max: most }).map(String),
      fc.integer({ min: 1, max: 30 }).map((n) => `*/${n}`),
      fc.string({ maxLength: 3 }),
    );
  const line = fc
    .tuple(part(0, 59), part(0, 23), part(1, 31), part(1, 12), part(0, 7))
    .map((parts) => parts.join(" "));
  fc.assert(
    fc.property(line, (cron) => {
      let first: Date;
      try {
        first = firstRun(cron, CHICAGO, NOW);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        return;
      }
      const second = nextRun(cron, CHICAGO, first);
      if (second) expect(second.getTime() - first.getTime()).toBeGreaterThanOrEqual(3_600_000);
      expect(describeCron(cron).length).toBeGreaterThan(5);
    }),
    { numRuns: 500 },
  );
});
