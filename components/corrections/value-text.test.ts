import { expect, test } from "vitest";
import { valueText } from "./value-text";

const CLOCK = { zone: "America/Chicago", now: new Date("2026-11-22T19:00:00.000Z") };

test.each([
  ["2026-11-22T17:55:00.000Z", "Nov 22, 11:55 AM"],
  ["2026-11-22T17:55:07.000Z", "Nov 22, 11:55:07 AM"],
  ["2027-01-05T18:42:00.000Z", "Jan 5, 2027, 12:42 PM"],
  ["2026-11-01T07:30:00.000Z", "Nov 1, 1:30 AM CST"],
])("a moment keeps its day, so that it can be compared: %s", (iso, text) =>
  expect(valueText("expiration", iso, CLOCK)?.replaceAll("\u00a0", " ")).toBe(text),
);

test("a known status is shown in our words, another one as it came, and an empty one stays empty", () => {
  expect(valueText("status", "USES_GONE", CLOCK)).toBe("Used up");
  expect(valueText("status", "LOCKED", CLOCK)).toBe("LOCKED");
  expect(valueText("user_id", null, CLOCK)).toBeNull();
});
