import { expect, test } from "vitest";
import { wholeNumber } from "./parameter";

const AT = { now: new Date("2026-11-22T18:30:00Z"), zone: "America/Chicago" };
const NUMBER = wholeNumber({ least: 0, most: 200, absent: 50 }, "Rows of a page.");

test.each(["050", "00", "+5", "-1", "5.0", "1e1", " 5", "0x1f", "201", "1000000000"])(
  "a whole number is not written %j",
  (given) => {
    expect(() => NUMBER.read(given, "limit", AT)).toThrow("limit must be a whole number from 0 to 200.");
  },
);

test.each([
  ["0", 0],
  ["5", 5],
  ["200", 200],
])("a whole number is written %j", (given, value) => {
  expect(NUMBER.read(given, "limit", AT)).toBe(value);
});
