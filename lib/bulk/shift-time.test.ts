import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromLocalInput, toLocalInput } from "@/lib/time/local-time";
import { parseShift, shiftTime } from "./shift-time";

const ZONE = "America/Chicago";
const moved = (iso: string, text: string, zone = ZONE) => {
  const shift = parseShift(text);
  if (!shift) throw new Error(`${text} is no shift`);
  return shiftTime(iso, shift, zone);
};

test.each(["", "2d", "+d", "+0d", "-00h", "+2y", "+2D", "+12345m", " +2d", "+2d ", "+1.5h", "++2d"])(
  "%j is no shift",
  (text) => expect(parseShift(text)).toBeNull(),
);

describe("clocks that change", () => {
  test("a day over the night of spring is 23 hours", () =>
    expect(moved("2026-03-07T21:31:00.250Z", "+1d")).toBe("2026-03-08T20:31:00.250Z"));
  test("a day over the night of autumn is 25 hours", () =>
    expect(moved("2026-10-31T20:00:00.000Z", "+1d")).toBe("2026-11-01T21:00:00.000Z"));
  test("24 hours are 24 hours", () =>
    expect(moved("2026-03-07T21:31:00.000Z", "+24h")).toBe("2026-03-08T21:31:00.000Z"));
  test.each(["08:00", "08:15", "08:30", "08:45", "08:59"])(
    "a time that does not exist is as much later as the clocks were put forward: %s is 24 hours on",
    (time) => expect(moved(`2026-03-07T${time}:00.000Z`, "+1d")).toBe(`2026-03-08T${time}:00.000Z`),
  );
  test("a time that comes twice is the first, and the second where it was the second", () => {
    expect(moved("2026-10-31T06:30:00.000Z", "+1d")).toBe("2026-11-01T06:30:00.000Z");
    expect(moved("2026-11-01T07:30:00.000Z", "-1d")).toBe("2026-10-31T06:30:00.000Z");
  });
  test("half an hour on Lord Howe", () =>
    expect(moved("2026-10-02T15:45:00.000Z", "+1d", "Australia/Lord_Howe")).toBe("2026-10-03T15:45:00.000Z"));
  test("a whole day that Samoa left out", () =>
    expect(moved("2011-12-29T22:00:00.000Z", "+1d", "Pacific/Apia")).toBe("2011-12-30T22:00:00.000Z"));
});

/* How far the clocks moved forward in the day around an instant. */
function gapAfter(iso: string, where: string): number {
  const offset = (at: number) => Date.parse(`${toLocalInput(new Date(at).toISOString(), where)}Z`) - at;
  const at = Math.floor(Date.parse(iso) / 1000) * 1000;
  return offset(at + 86_400_000) - offset(at - 86_400_000);
}

const instant = fc
  .date({ min: new Date("2001-01-01"), max: new Date("2090-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const zone = fc.constantFrom(ZONE, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC");

test("days keep the time on the clocks wherever that time exists, and weeks are seven of them", () =>
  fc.assert(
    fc.property(instant, zone, fc.integer({ min: -400, max: 400 }), (iso, where, days) => {
      fc.pre(days !== 0);
      const result = shiftTime(iso, { amount: days, unit: "d" }, where);
      const from = toLocalInput(iso, where);
      const to = toLocalInput(result, where);
      const wanted = new Date(Date.parse(`${from}Z`) + days * 86_400_000).toISOString().slice(0, 19);
      expect(result.slice(19)).toBe(iso.slice(19));
      const meant = fromLocalInput(wanted, where);
      // Where clocks moved forward, the result is later than the wanted time by exactly that much.
      if (meant.kind !== "none") expect(to).toBe(wanted);
      else expect(Date.parse(`${to}Z`) - Date.parse(`${wanted}Z`)).toBe(gapAfter(result, where));
      if (days % 7 === 0) expect(shiftTime(iso, { amount: days / 7, unit: "w" }, where)).toBe(result);
    }),
    { numRuns: 300 },
  ));

test("minutes and hours are exact, and back again is where it began", () =>
  fc.assert(
    fc.property(instant, zone, fc.integer({ min: 1, max: 9999 }), (iso, where, amount) => {
      const there = shiftTime(iso, { amount, unit: "m" }, where);
      expect(Date.parse(there) - Date.parse(iso)).toBe(amount * 60_000);
      expect(shiftTime(there, { amount: -amount, unit: "m" }, where)).toBe(iso);
    }),
  ));
