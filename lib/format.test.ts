import { describe, expect, test } from "vitest";
import {
  formatCount,
  formatDay,
  formatDuration,
  formatFull,
  formatMoney,
  formatRelative,
  formatTime,
  formatTimeTitle,
  headTailId,
  shortId,
  zoneLabel,
} from "./format";

const zone = "America/Chicago";
const now = "2025-11-18T20:42:00.000Z";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("a time is as short as it stays clear", () => {
  test.each([
    ["2025-11-18T20:42:00.000Z", "2:42\u00a0PM"],
    ["2025-11-12T14:04:31.000Z", "Nov 12, 8:04\u00a0AM"],
    ["2026-02-10T18:00:00.000Z", "Feb 10, 2026"],
    ["2024-12-31T18:00:00.000Z", "Dec 31, 2024"],
  ])("%s reads %s", (iso, text) => expect(formatTime(iso, { zone, now })).toBe(text));

  test("the day is the agency's, not UTC's", () => {
    expect(formatTime("2025-11-19T05:59:00.000Z", { zone, now })).toBe("11:59\u00a0PM");
    expect(formatTime("2025-11-18T05:59:00.000Z", { zone, now })).toBe("Nov 17, 11:59\u00a0PM");
    expect(formatDay("2026-01-01T05:00:00.000Z", { zone, now })).toBe("Dec 31");
  });
});

describe("daylight saving", () => {
  const autumn = "2025-11-02T18:00:00.000Z";

  test("both runs of the repeated hour carry their zone, the hours around it do not", () => {
    expect(formatTime("2025-11-02T05:30:00.000Z", { zone, now: autumn })).toBe("12:30\u00a0AM");
    expect(formatTime("2025-11-02T06:30:00.000Z", { zone, now: autumn })).toBe("1:30\u00a0AM\u00a0CDT");
    expect(formatTime("2025-11-02T07:30:00.000Z", { zone, now: autumn })).toBe("1:30\u00a0AM\u00a0CST");
    expect(formatTime("2025-11-02T08:30:00.000Z", { zone, now: autumn })).toBe("2:30\u00a0AM");
  });

  test("the hour that spring skips never shows", () => {
    const spring = "2026-03-08T18:00:00.000Z";
    expect(formatTime("2026-03-08T07:59:00.000Z", { zone, now: spring })).toBe("1:59\u00a0AM");
    expect(formatTime("2026-03-08T08:00:00.000Z", { zone, now: spring })).toBe("3:00\u00a0AM");
  });

  test("the zone is named by the date shown", () => {
    expect(zoneLabel(zone, now)).toBe("Central Time (CST)");
    expect(zoneLabel(zone, "2025-07-01T00:00:00.000Z")).toBe("Central Time (CDT)");
  });
});

test("the full time has seconds and zone, the tooltip also UTC", () => {
  expect(formatFull("2025-11-12T14:04:31.000Z", { zone })).toBe("Nov 12, 2025, 8:04:31\u00a0AM\u00a0CST");
  expect(formatTimeTitle("2025-11-12T14:04:31.250Z", { zone })).toBe(
    "Nov 12, 2025, 8:04:31\u00a0AM\u00a0CST, 2025-11-12 14:04:31\u00a0UTC",
  );
});

describe("relative times", () => {
  const from = (ahead_ms: number) => formatRelative(Date.parse(now) + ahead_ms, { zone, now });

  test.each([
    [-20_000, "20\u00a0s ago"],
    [0, "0\u00a0s ago"],
    [-11 * MINUTE, "11\u00a0min ago"],
    [-2.9 * HOUR, "2\u00a0h ago"],
    [-24 * HOUR, "Nov 17"],
    [9 * HOUR, "in 9\u00a0h"],
    [75 * HOUR, "in 3\u00a0d"],
  ])("%d ms from now reads %s", (ahead_ms, text) => expect(from(ahead_ms)).toBe(text));
});

test.each([
  [-5, "0\u00a0s"],
  [45_000, "45\u00a0s"],
  [80_000, "1\u00a0min 20\u00a0s"],
  [38 * MINUTE + 59_000, "38\u00a0min"],
  [72 * MINUTE, "1\u00a0h 12\u00a0min"],
  [3 * HOUR, "3\u00a0h"],
  [145 * HOUR, "6\u00a0d 1\u00a0h"],
])("a span of %d ms reads %s", (span_ms, text) => expect(formatDuration(span_ms)).toBe(text));

test.each([
  [1204, {}, "1,204"],
  [10_000, { relation: "gte" as const }, "10,000+"],
  [9_999, { short: true }, "9,999"],
  [41_200, { short: true }, "41K"],
  [999_499, { short: true }, "999K"],
  [999_500, { short: true }, "1M"],
  [9_812_345, { short: true }, "9.8M"],
  [150_000_000, { short: true }, "150M"],
])("the count %d with %o reads %s", (count, options, text) => expect(formatCount(count, options)).toBe(text));

test.each([
  ["3.25", "$3.25"],
  ["-3", "−$3.00"],
  ["0", "$0.00"],
  ["1234567890123.45", "$1,234,567,890,123.45"],
  ["not a number", "Not recorded"],
])("the amount %s reads %s", (amount, text) => expect(formatMoney({ amount, currency: "USD" })).toBe(text));

test("money that is not known is not zero", () => expect(formatMoney(null)).toBe("Not recorded"));

test("ids are cut where people read them", () => {
  expect(shortId("f6a1d0c9-7c1e-4b52")).toBe("f6a1d0c9");
  expect(headTailId("f6a1d0c9-7c1e-4b52-9a0d-3e8b5a6f2c41")).toBe("f6a1d0c9…2c41");
  expect(headTailId("9418207")).toBe("9418207");
});
