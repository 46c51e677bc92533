import { describe, expect, test } from "vitest";
import type { BackgroundExport } from "@/lib/exports/export";
import { passFilterViews } from "@/lib/passes/query/filter-views";
import { amountWords } from "./amount-words";
import { formatSize, percentOf, rowsWords, searchWords, speedWords } from "./export-words";

const clock = { zone: "America/Chicago", now: new Date("2026-11-22T18:00:00Z") };
const views = passFilterViews([{ product_uuid: "p-1", product_name: "Local Single Ride" }]);
const item = (given: Partial<BackgroundExport>) =>
  ({ state: "running", rows_done: 0, rows_total: null, rows_per_s: null, seconds_left: null, ...given }) as BackgroundExport; // prettier-ignore

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [48_000, "48 KB"],
  [999_600, "1 MB"],
  [24_600_000, "24.6 MB"],
  [3_210_000_000, "3.2 GB"],
])("%i bytes are %s", (bytes, text) => expect(formatSize(bytes).replace("\u00a0", " ")).toBe(text));

test.each([
  ["", "All passes"],
  ["status=USABLE,USING", "Status is Usable, Using"],
  ["product_uuid=p-1&time_used[empty]=true", "Product is Local Single Ride · First used is never"],
  ["expiration[gte]=now&expiration[lt]=now%2B7d&sort=expiration", "Expiration in next 7 days"],
  ["colour=red", "Filters that are no longer known"],
])("%s is told as %s", (search, words) => expect(searchWords(search, views, clock)).toBe(words));

describe("a running export says how far it is", () => {
  test("before its rows are counted", () => {
    expect(speedWords(item({}))).toEqual({ done: "Finding the rows", left: "" });
    expect(percentOf(item({}))).toBeNull();
  });
  test("and after", () => {
    const running = item({
      rows_done: 4_900_000,
      rows_total: 7_900_000,
      rows_per_s: 41_200,
      seconds_left: 72,
    });
    expect(speedWords(running)).toEqual({ done: "62%, 41,200 rows/s", left: "1\u00a0min 12\u00a0s left" });
    expect(rowsWords(running)).toBe("4.9M of 7.9M");
  });
  test("never 100 before the last row, and 100 of nothing", () => {
    expect(percentOf(item({ rows_done: 999_999, rows_total: 1_000_000 }))).toBe(99);
    expect(percentOf(item({ rows_total: 0 }))).toBe(100);
  });
});

test("the size of a new export is given once it is counted", () => {
  expect(amountWords({ state: "counted", value: 1204 }, 125)).toBe(
    "1,204 rows, about 151\u00a0KB, under 1\u00a0s",
  );
  expect(amountWords({ state: "counted", value: 1 }, null)).toBe("1 row, under 1\u00a0s");
  expect(amountWords({ state: "counting", seconds: 3 }, 10)).toBe("Counting the rows…");
  expect(amountWords({ state: "refused", message: "" }, 10)).toBe("The rows are counted while it runs");
});
