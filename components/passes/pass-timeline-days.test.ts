import { expect, test } from "vitest";
import { distance, kindOf, timelineDays } from "@/components/passes/pass-timeline-days";
import type { TimelineEntry } from "@/lib/passes/pass-timeline";

const CLOCK = { zone: "America/Chicago", now: new Date("2025-11-18T20:42:00.000Z") };
const synced = (at: string): TimelineEntry => ({
  id: at,
  at,
  kind: "synced",
  provider: "bytemark",
  drift: null,
});

test("entries stand under the days of the agency's calendar, not of UTC", () => {
  const days = timelineDays(
    [
      synced("2025-11-18T20:00:00.000Z"),
      synced("2025-11-18T06:30:00.000Z"),
      // Still the evening before in Chicago.
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

test("distance is told until a date says it better", () => {
  const plain = (iso: string) => distance(iso, CLOCK.now)?.replaceAll("\u00a0", " ");
  expect(plain("2025-11-18T18:12:00.000Z")).toBe("2 h 30 min ago");
  expect(plain("2025-11-14T18:12:00.000Z")).toBe("4 d ago");
  expect(plain("2025-11-21T21:12:00.000Z")).toBe("in 3 d");
  expect(plain("2024-11-21T21:12:00.000Z")).toBeUndefined();
});

test("each entry belongs to one kind", () => {
  expect(kindOf(synced("2025-11-18T20:00:00.000Z"))).toBe("sync");
  expect(kindOf({ id: "i", at: "2025-11-18T20:00:00.000Z", kind: "issued", product_name: null })).toBe(
    "rider",
  );
});
