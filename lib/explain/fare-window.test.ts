import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayActivate, nextOpening, windowEnd } from "./fare-window";

const ZONE = "America/Chicago";
const serviceDay = (cutoff: string, zone = ZONE) => ({ kind: "service_day", cutoff, zone }) as const;

describe("when a ride ends", () => {
  test("minutes are counted by the stopwatch, over both changes of clocks", () => {
    const day = { kind: "elapsed", minutes: 1440 } as const;
    expect(windowEnd(day, "2026-03-07T18:00:00.000Z")).toBe("2026-03-08T18:00:00.000Z");
    expect(windowEnd(day, "2026-10-31T17:00:00.000Z")).toBe("2026-11-01T17:00:00.000Z");
  });
  test.each([
    ["an evening ends after midnight", "03:00", "2026-11-19T01:00:00.000Z", "2026-11-19T09:00:00.000Z"],
    ["after midnight it is still the day before", "03:00", "2026-11-19T08:30:00.000Z", "2026-11-19T09:00:00.000Z"],
    ["at the cut-off the next day begins", "03:00", "2026-11-19T09:00:00.000Z", "2026-11-20T09:00:00.000Z"],
    ["spring has three o'clock an hour sooner", "03:00", "2026-03-08T02:00:00.000Z", "2026-03-08T08:00:00.000Z"],
    ["a cut-off that spring skips is the jump", "02:30", "2026-03-08T02:00:00.000Z", "2026-03-08T08:00:00.000Z"],
    ["of two in autumn it is the later", "01:30", "2026-11-01T02:00:00.000Z", "2026-11-01T07:30:00.000Z"],
    ["late before the short day it ends on that day", "03:00", "2026-03-08T05:30:00.000Z", "2026-03-08T08:00:00.000Z"],
    ["between the two the day is not over", "01:30", "2026-11-01T06:45:00.000Z", "2026-11-01T07:30:00.000Z"],
  ])("%s", (_name, cutoff, used, end) => expect(windowEnd(serviceDay(cutoff), used)).toBe(end)); // prettier-ignore
  test("without a window there is no end", () => {
    expect(windowEnd({ kind: "none" }, "2026-11-19T01:00:00.000Z")).toBeNull();
  });
  test("a service day ends after its use and within 25 hours and a half", () => {
    const clock = fc.integer({ min: 0, max: 1439 }).map((minute) => {
      const two = (part: number) => String(part).padStart(2, "0");
      return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
    });
    const zone = fc.constantFrom(ZONE, "UTC", "Pacific/Auckland", "Australia/Lord_Howe", "America/Sao_Paulo");
    const used = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(clock, zone, used, (cutoff, where, ms) => {
        const end = Date.parse(windowEnd(serviceDay(cutoff, where), new Date(ms).toISOString()) ?? "");
        expect(end).toBeGreaterThan(ms);
        expect(end - ms).toBeLessThanOrEqual(25.5 * 3_600_000);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("when a product may be activated", () => {
  const peak = [{ days: [1, 2, 3, 4, 5], from: "06:00", until: "09:00", zone: ZONE }];
  const night = [{ days: [5], from: "22:00", until: "02:00", zone: ZONE }];
  const at = (iso: string) => new Date(iso);
  test("within its hours and days, the first instant included and the last not", () => {
    expect(mayActivate(peak, at("2026-11-19T12:00:00Z"))).toBe(true);
    expect(mayActivate(peak, at("2026-11-19T15:00:00Z"))).toBe(false);
    expect(mayActivate(peak, at("2026-11-21T13:00:00Z"))).toBe(false);
    expect(mayActivate([], at("2026-11-21T13:00:00Z"))).toBe(true);
  });
  test("a window past midnight belongs to the day it opened", () => {
    expect(mayActivate(night, at("2026-11-21T07:00:00Z"))).toBe(true);
    expect(mayActivate(night, at("2026-11-20T07:00:00Z"))).toBe(false);
  });
  test("a day of 23 hours is not left out, before it and after", () => {
    const sundays = [{ days: [7], from: "22:00", until: "02:00", zone: ZONE }];
    expect(nextOpening(sundays, at("2026-03-08T05:30:00Z"))).toBe("2026-03-09T03:00:00.000Z");
    expect(mayActivate(sundays, at("2026-03-09T05:30:00Z"))).toBe(true);
    expect(mayActivate(sundays, at("2026-03-09T07:00:00Z"))).toBe(false);
  });
  test("the next opening is on a wall clock", () => {
    expect(nextOpening(peak, at("2026-11-20T16:00:00Z"))).toBe("2026-11-23T12:00:00.000Z");
    expect(nextOpening(peak, at("2026-03-06T16:00:00Z"))).toBe("2026-03-09T11:00:00.000Z");
    expect(nextOpening([], at("2026-03-06T16:00:00Z"))).toBeNull();
  });
});
