import fc from "fast-check";
import { expect, test } from "vitest";
import { timeWriter } from "./zoned-time";

const ZONES = [
  "UTC",
  "America/Chicago",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Asia/Tokyo",
];
const writers = new Map(ZONES.map((zone) => [zone, timeWriter(zone)]));

test("whatever the zone, the text means the very instant that was stored", () => {
  const instant = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) });
  fc.assert(
    fc.property(instant, fc.constantFrom(...ZONES), (at, zone) => {
      const stored = new Date(at).toISOString().replace("T", " ").replace("Z", "");
      const text = writers.get(zone)?.(stored) ?? "";
      expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)$/);
      expect(Date.parse(text)).toBe(at);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ["2026-11-22 15:04:05", "UTC", "2026-11-22T15:04:05.000Z"],
  ["2026-11-22 15:04:05.120", "America/Chicago", "2026-11-22T09:04:05.120-06:00"],
  ["2026-11-01 06:30:00", "America/Chicago", "2026-11-01T01:30:00.000-05:00"],
  ["2026-11-01 07:30:00", "America/Chicago", "2026-11-01T01:30:00.000-06:00"],
  ["2026-03-08 07:59:59", "America/Chicago", "2026-03-08T01:59:59.000-06:00"],
  ["2026-03-08 08:00:00", "America/Chicago", "2026-03-08T03:00:00.000-05:00"],
])("%s in %s is %s", (stored, zone, text) => expect(timeWriter(zone)(stored)).toBe(text));
