import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDisplayZone, riderZones, zoneValue } from "./display-zone";
import { formatTime, zoneLabel } from "./format";

const AGENCY = "America/Chicago";
const WINTER = "2026-11-22T15:00:00.000Z";

describe("parseDisplayZone", () => {
  test.each([
    [undefined, AGENCY],
    ["agency", AGENCY],
    ["utc", "UTC"],
    ["America/Los_Angeles", "America/Los_Angeles"],
    ["Pacific/Honolulu", "Pacific/Honolulu"],
    ["America/Argentina/Ushuaia", "America/Argentina/Ushuaia"],
  ])("%j is %s", (cookie, zone) => {
    expect(parseDisplayZone(cookie, AGENCY)).toBe(zone);
  });

  test.each(["", "UTC+1", "+05:00", "Mars/Base", "America/Chicago; Path=/", "../etc", "a".repeat(500)])(
    "%j is no zone: the agency's",
    (cookie) => {
      expect(parseDisplayZone(cookie, AGENCY)).toBe(AGENCY);
    },
  );

  test("whatever the cookie holds, the answer is a zone the platform knows", () => {
    fc.assert(
      fc.property(fc.string(), (cookie) => {
        expect(() =>
          formatTime(WINTER, { zone: parseDisplayZone(cookie, AGENCY), now: WINTER }),
        ).not.toThrow();
      }),
    );
  });

  test("what is written for a zone reads as that zone", () => {
    for (const shown of [AGENCY, "UTC", "America/Denver"]) {
      expect(parseDisplayZone(zoneValue({ agency: AGENCY, shown }), AGENCY)).toBe(shown);
    }
  });
});

describe("riderZones", () => {
  const of = (shown: string, own: string | null, now = WINTER) =>
    riderZones({ agency: AGENCY, shown, now }, own);

  test("the agency's zone is offered once, as the agency's", () => {
    expect(of(AGENCY, AGENCY).map(({ value }) => value)).not.toContain(AGENCY);
  });

  test("the reader's own zone and the chosen one are offered", () => {
    const values = of("Asia/Tokyo", "Europe/Berlin").map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(["Asia/Tokyo", "Europe/Berlin"]));
  });

  test("labels follow the date: standard time in winter, daylight time in summer", () => {
    expect(of(AGENCY, null)[0]?.label).toBe("Eastern Time (EST)");
    expect(of(AGENCY, null, "2026-07-01T12:00:00Z")[0]?.label).toBe("Eastern Time (EDT)");
  });

  test("no two choices look alike", () => {
    const labels = of(AGENCY, "America/Detroit").map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
  });
});

test("UTC is called UTC, whatever the engine calls it", () => {
  expect(zoneLabel("UTC", WINTER)).toBe("UTC");
  expect(zoneLabel(AGENCY, WINTER)).toBe("Central Time (CST)");
});
