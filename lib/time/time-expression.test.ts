import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveTime } from "./time-expression";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const ZONE = "America/Chicago";
const at = (text: string, now = NOW, zone = ZONE) => resolveTime(text, now, zone)?.toISOString() ?? null;

describe("resolveTime", () => {
  it("reads ISO times with an offset and nothing looser", () => {
    expect(at("2026-11-22T15:04:05.250Z")).toBe("2026-11-22T15:04:05.250Z");
    expect(at("2026-11-22T09:04-06:00")).toBe("2026-11-22T15:04:00.000Z");
    for (const loose of [
      "2026-11-22T15:04:05",
      "2026-02-30T00:00:00Z",
      "22 Nov 2026",
      "1763820000",
      "",
      "2026-13-01",
      "now-",
      "now-7y",
      "today+1h",
      "not-a-date",
    ]) {
      expect(at(loose), loose).toBeNull();
    }
  });

  it("counts from now in fixed lengths", () => {
    expect(at("now")).toBe(NOW.toISOString());
    expect(at("now-7d")).toBe("2026-11-15T18:30:00.000Z");
    expect(at("now+24h")).toBe("2026-11-23T18:30:00.000Z");
    expect(at("now-90m")).toBe("2026-11-22T17:00:00.000Z");
  });

  it("starts a day when the agency's day starts, on the days the clock changes too", () => {
    expect(at("today")).toBe("2026-11-22T06:00:00.000Z");
    expect(at("tomorrow-1d")).toBe("2026-11-22T06:00:00.000Z");
    // 8 March 2026 has 23 hours, 1 November 2026 has 25.
    expect(at("today", new Date("2026-03-08T20:00:00Z"))).toBe("2026-03-08T06:00:00.000Z");
    expect(at("tomorrow", new Date("2026-03-08T20:00:00Z"))).toBe("2026-03-09T05:00:00.000Z");
    expect(at("2026-11-01")).toBe("2026-11-01T05:00:00.000Z");
    expect(at("2026-11-02")).toBe("2026-11-02T06:00:00.000Z");
  });

  it("starts a day without midnight at its first instant", () => {
    // Beirut skipped midnight on 30 March 2025.
    expect(at("2025-03-30", NOW, "Asia/Beirut")).toBe("2025-03-29T22:00:00.000Z");
  });

  it("refuses what the table cannot hold and never throws", () => {
    expect(at("now+99999w")).not.toBeNull();
    expect(at("1969-12-31")).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        const instant = resolveTime(text, NOW, ZONE);
        expect(instant === null || !Number.isNaN(instant.getTime())).toBe(true);
      }),
    );
  });
});
