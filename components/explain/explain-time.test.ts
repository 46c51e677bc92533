import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMoment } from "./explain-time";

// Tuesday, 18 November 2025, 2:42 PM CST.
const NOW = new Date("2025-11-18T20:42:00.000Z");
const ZONE = "America/Chicago";
const read = (text: string, now = NOW, zone = ZONE) => readMoment(text, { now, zone });
const iso = (text: string, now = NOW) => {
  const meant = read(text, now);
  return meant.kind === "one" ? meant.iso : meant.kind;
};

describe("a moment as people say it", () => {
  test.each([
    ["8:14 am", "2025-11-18T14:14:00.000Z"],
    ["8:14am", "2025-11-18T14:14:00.000Z"],
    ["8 AM", "2025-11-18T14:00:00.000Z"],
    ["noon", "2025-11-18T18:00:00.000Z"],
    ["12:05 a.m.", "2025-11-18T06:05:00.000Z"],
    ["08:14:30", "2025-11-18T14:14:30.000Z"],
    ["yesterday 8:14", "2025-11-17T14:14:00.000Z"],
    ["8:14 pm yesterday", "2025-11-18T02:14:00.000Z"],
    ["Nov 18 8:14 am", "2025-11-18T14:14:00.000Z"],
    ["Nov 18, 8:14 AM", "2025-11-18T14:14:00.000Z"],
    ["8:14 am on 18 November", "2025-11-18T14:14:00.000Z"],
    ["November 12th, 2024 at 17:05", "2024-11-12T23:05:00.000Z"],
    ["Dec 24 9:00 pm", "2024-12-25T03:00:00.000Z"],
    ["11/12 8:04 am", "2025-11-12T14:04:00.000Z"],
    ["mon 17:05", "2025-11-17T23:05:00.000Z"],
    ["Tuesday 5 pm", "2025-11-11T23:00:00.000Z"],
    ["last tue 8:00", "2025-11-11T14:00:00.000Z"],
    ["2025-11-18 08:14", "2025-11-18T14:14:00.000Z"],
    ["2025-11-18T08:14", "2025-11-18T14:14:00.000Z"],
    ["2025-11-18T14:14:00Z", "2025-11-18T14:14:00.000Z"],
    ["14:14 UTC", "2025-11-18T14:14:00.000Z"],
    ["8:14 am CST", "2025-11-18T14:14:00.000Z"],
  ])("%s", (text, meant) => expect(iso(text)).toBe(meant));

  test("a time of day still ahead means yesterday's; a named day still ahead is refused", () => {
    expect(iso("5:00 pm")).toBe("2025-11-17T23:00:00.000Z");
    expect(iso("today 5:00 pm")).toBe("future");
    expect(iso("2027-01-01 08:00")).toBe("future");
  });

  test.each(["", "yesterday", "25:00", "8:75", "13 pm", "soon 8:14", "Feb 30 8:00", "Nov 18", "8:14 am EDT"])(
    "%j is no moment",
    (text) => expect(iso(text)).toBe("invalid"),
  );
});

describe("the days the clocks change", () => {
  const autumn = new Date("2026-11-01T20:00:00Z");
  test("the repeated hour is two instants until its zone is named", () => {
    expect(read("1:30 am", autumn)).toEqual({
      kind: "two",
      earlier: "2026-11-01T06:30:00.000Z",
      later: "2026-11-01T07:30:00.000Z",
    });
    expect(iso("1:30 am CDT", autumn)).toBe("2026-11-01T06:30:00.000Z");
    expect(iso("1:30 am CST", autumn)).toBe("2026-11-01T07:30:00.000Z");
  });
  test("between the two, only the first has been", () => {
    expect(iso("1:30 am", new Date("2026-11-01T07:00:00Z"))).toBe("2026-11-01T06:30:00.000Z");
  });
  test("a skipped time is not a moment", () => {
    expect(iso("Mar 8 2:30 am", new Date("2026-03-08T20:00:00Z"))).toBe("none");
  });
});

test("whatever is typed, no future moment comes out and nothing throws", () => {
  const part = fc.constantFrom("8:14", "am", "pm", "yesterday", "nov", "18", "2026", "fri", "CST", "z", ",", "t", "31/12", "last", "noon", "-", "٣"); // prettier-ignore
  const typed = fc.oneof(
    fc.string(),
    fc.array(part, { maxLength: 6 }).map((parts) => parts.join(" ")),
  );
  fc.assert(
    fc.property(typed, (text) => {
      const meant = read(text);
      if (meant.kind === "one") expect(Date.parse(meant.iso)).toBeLessThanOrEqual(NOW.getTime());
      if (meant.kind === "two") expect(Date.parse(meant.later)).toBeLessThanOrEqual(NOW.getTime());
    }),
    { numRuns: 2000 },
  );
});
