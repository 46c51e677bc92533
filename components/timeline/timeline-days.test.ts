import { describe, expect, test } from "vitest";
import { distance, kindOf, timeOfDay, timelineDays } from "./timeline-days";
import type { TimelineEntry } from "@/lib/timeline/timeline-entry";

const CLOCK = { zone: "America/Chicago", now: new Date("2025-11-18T20:42:00.000Z") };
const synced = (at: string): TimelineEntry => ({
  id: at,
  at,
  kind: "synced",
  provider: "bytemark",
  drift: null,
  has_snapshot: false,
});

test("entries are grouped by days of the agency's calendar, not of UTC", () => {
  const days = timelineDays(
    [
      synced("2025-11-18T20:00:00.000Z"),
      synced("2025-11-18T06:30:00.000Z"),
      // In Chicago, this is still the evening before.
      synced("2025-11-18T05:30:00.000Z"),
      synced("2024-11-14T20:00:00.000Z"),
    ],
    CLOCK,
  );
  expect(days.map(({ label, entries }) => [label, entries.length])).toEqual([
    ["Today, Tue Nov 18", 2],
    ["Mon Nov 17", 1],
    ["Thu Nov 14, 2024", 1],
  ]);
});

test("the distance is given until a date says it better", () => {
  const plain = (iso: string) => distance(iso, CLOCK.now)?.replaceAll("\u00a0", " ");
  expect(plain("2025-11-18T18:12:00.000Z")).toBe("2 h 30 min ago");
  expect(plain("2025-11-14T18:12:00.000Z")).toBe("4 d ago");
  expect(plain("2025-11-21T21:12:00.000Z")).toBe("in 3 d");
  expect(plain("2024-11-21T21:12:00.000Z")).toBeUndefined();
});

test("each entry belongs to one kind", () => {
  expect(kindOf(synced("2025-11-18T20:00:00.000Z"))).toBe("syncs");
  expect(kindOf({ id: "i", at: "2025-11-18T20:00:00.000Z", kind: "issued", product_name: null })).toBe(
    "rider",
  );
});

describe("the time under a day is in the reader's zone", () => {
  const plain = (iso: string, zone: string) =>
    timeOfDay(iso, { zone, dayZone: "America/Chicago" }).replaceAll("\u00a0", " ");
  test.each([
    ["2025-11-18T20:42:00.000Z", "America/Chicago", "2:42 PM"],
    ["2025-11-18T20:42:00.000Z", "UTC", "8:42 PM"],
    // In UTC, this is already the next day, so the text names the date.
    ["2025-11-18T05:30:00.000Z", "UTC", "Nov 18, 5:30 AM"],
    ["2026-01-01T05:30:00.000Z", "UTC", "Jan 1, 5:30 AM"],
    // In the hour that repeats in autumn, the text names the zone.
    ["2026-11-01T06:30:00.000Z", "America/Chicago", "1:30 AM CDT"],
    ["2026-11-01T07:30:00.000Z", "America/Chicago", "1:30 AM CST"],
  ])("%s in %s", (iso, zone, text) => expect(plain(iso, zone)).toBe(text));
});
