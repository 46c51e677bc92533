import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldOf, fromLocalInput, toLocalInput } from "./local-time";

const CHICAGO = "America/Chicago";

describe("an ordinary day", () => {
  test("winter is six hours behind UTC and summer five", () => {
    expect(toLocalInput("2025-11-18T18:12:05.000Z", CHICAGO)).toBe("2025-11-18T12:12:05");
    expect(toLocalInput("2025-07-04T18:12:05.000Z", CHICAGO)).toBe("2025-07-04T13:12:05");
    expect(fromLocalInput("2025-11-18T12:12:05", CHICAGO)).toEqual({
      kind: "one",
      iso: "2025-11-18T18:12:05.000Z",
    });
  });

  test("seconds may be left out", () => {
    expect(fromLocalInput("2025-07-04T13:12", CHICAGO)).toEqual({
      kind: "one",
      iso: "2025-07-04T18:12:00.000Z",
    });
  });

  test("midnight is hour zero", () => {
    expect(toLocalInput("2025-11-18T06:00:00.000Z", CHICAGO)).toBe("2025-11-18T00:00:00");
  });
});

describe("the day the clocks go forward, March 8, 2026", () => {
  test.each([
    ["2026-03-08T02:00:00", "2026-03-08T08:00:00.000Z"],
    ["2026-03-08T02:30:00", "2026-03-08T08:30:00.000Z"],
    ["2026-03-08T02:59:59", "2026-03-08T08:59:59.000Z"],
  ])("%s never happens; moved forward by the hour it is %s", (local, forward) =>
    expect(fromLocalInput(local, CHICAGO)).toEqual({ kind: "none", forward }),
  );

  test("the seconds on both sides of the gap are one second apart", () => {
    expect(fromLocalInput("2026-03-08T01:59:59", CHICAGO)).toEqual({
      kind: "one",
      iso: "2026-03-08T07:59:59.000Z",
    });
    expect(fromLocalInput("2026-03-08T03:00:00", CHICAGO)).toEqual({
      kind: "one",
      iso: "2026-03-08T08:00:00.000Z",
    });
  });
});

describe("the day the clocks go back, November 1, 2026", () => {
  test("the repeated hour is two instants, an hour apart", () => {
    expect(fromLocalInput("2026-11-01T01:30:00", CHICAGO)).toEqual({
      kind: "two",
      earlier: "2026-11-01T06:30:00.000Z",
      later: "2026-11-01T07:30:00.000Z",
    });
  });

  test("each instant of it knows which one it is", () => {
    expect(foldOf("2026-11-01T06:30:00.000Z", CHICAGO)).toBe("earlier");
    expect(foldOf("2026-11-01T07:30:00.000Z", CHICAGO)).toBe("later");
    expect(foldOf("2026-11-01T07:30:00.250Z", CHICAGO)).toBe("later");
  });

  test("the hours around it are one instant", () => {
    expect(fromLocalInput("2026-11-01T00:59:59", CHICAGO).kind).toBe("one");
    expect(fromLocalInput("2026-11-01T02:00:00", CHICAGO)).toEqual({
      kind: "one",
      iso: "2026-11-01T08:00:00.000Z",
    });
  });
});

test.each(["", "2026-02-30T10:00", "2026-13-01T10:00", "2026-01-01T24:00", "2026-01-01", "tomorrow"])(
  "%j is not a time",
  (text) => expect(fromLocalInput(text, CHICAGO)).toEqual({ kind: "invalid" }),
);

test("every instant comes back from its wall clock and its fold", () => {
  const zones = fc.constantFrom(CHICAGO, "UTC", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu");
  const second = fc.integer({ min: Date.UTC(2000, 0) / 1000, max: Date.UTC(2040, 0) / 1000 });
  fc.assert(
    fc.property(second, zones, (at, zone) => {
      const iso = new Date(at * 1000).toISOString();
      const meant = fromLocalInput(toLocalInput(iso, zone), zone);
      const back = meant.kind === "two" ? meant[foldOf(iso, zone)] : meant.kind === "one" ? meant.iso : null;
      expect(back).toBe(iso);
    }),
    { numRuns: 2000 },
  );
});
