import { describe, expect, it } from "vitest";
import { readDates } from "./read-dates";

const AT = { now: new Date("2026-11-22T20:42:00Z"), zone: "America/Chicago" };
const read = (text: string, at = AT) => readDates(text, at).map(({ value }) => value);

describe("readDates, on the agency's clocks", () => {
  it.each([
    ["2026-11-18", "2026-11-18", "2026-11-18T06:00:00.000Z"],
    ["2026-11-18 08:14", "2026-11-18", "2026-11-18T14:14:00.000Z"],
    ["2026-11-18T14:14:00Z", "2026-11-18", "2026-11-18T14:14:00.000Z"],
    ["2026-11-18T14:14:00.123+00:00", "2026-11-18", "2026-11-18T14:14:00.000Z"],
    ["2026-11-18T02:00:00Z", "2026-11-17", "2026-11-18T02:00:00.000Z"],
    ["11/18/2026", "2026-11-18", "2026-11-18T06:00:00.000Z"],
    ["11/18/26 8:14 am", "2026-11-18", "2026-11-18T14:14:00.000Z"],
    ["11/18 at 8:14 a.m.", "2026-11-18", "2026-11-18T14:14:00.000Z"],
    ["Nov 18", "2026-11-18", "2026-11-18T06:00:00.000Z"],
    ["November 18th, 2025", "2025-11-18", "2025-11-18T06:00:00.000Z"],
    ["18 Nov, 20:05", "2026-11-18", "2026-11-19T02:05:00.000Z"],
    ["Dec 1", "2026-12-01", "2026-12-01T06:00:00.000Z"],
    ["Dec 30", "2025-12-30", "2025-12-30T06:00:00.000Z"],
    ["today", "2026-11-22", "2026-11-22T06:00:00.000Z"],
    ["yesterday 8 PM", "2026-11-21", "2026-11-22T02:00:00.000Z"],
    ["8:14 am on Nov 18", "2026-11-18", "2026-11-18T14:14:00.000Z"],
    ["12:00 am today", "2026-11-22", "2026-11-22T06:00:00.000Z"],
    ["8:14 am", null, null],
  ])("%j", (text, day, iso) => {
    expect(read(`around ${text} it stopped`)).toMatchObject([{ day, iso }]);
  });

  it.each(["2026-02-30", "13/45/2026", "24/7", "1/2", "25:99", "0:75 pm", "May I", "7525-0000-0000-1001"])(
    "%j is no date",
    (text) => expect(read(text)).toEqual([]),
  );

  it("a time that clocks show twice is the earlier one and says so; one they skip has no instant", () => {
    expect(read("2026-11-01 at 1:30 am")).toMatchObject([
      { iso: "2026-11-01T06:30:00.000Z", is_repeated: true },
    ]);
    expect(read("Mar 8 at 2:30 am")).toMatchObject([{ day: "2026-03-08", iso: null, has_time: true }]);
  });
});
