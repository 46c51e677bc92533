import { describe, expect, test } from "vitest";
import { validityLine } from "./pass-validity-line";
import type { Pass } from "@/lib/passes/pass";

const NOW = new Date("2025-11-18T20:42:00.000Z");
const BLANK = {
  provider_status: "USABLE", time_created: null, time_used: null, expiration: null, allowed_uses: 1, uses_count: 0,
} as const; // prettier-ignore
const line = (facts: Partial<Pass>) => validityLine({ ...BLANK, ...facts } as Pass, NOW);
const CREATED = "2025-11-12T14:04:31.000Z";
const USED = "2025-11-18T15:12:05.000Z";
const ENDED = "2025-11-18T18:12:05.000Z";
const LATER = "2025-11-18T21:12:05.000Z";

test("an ended ride goes through all its moments, and now is at the very end", () => {
  const ended = line({
    provider_status: "EXPIRED",
    time_created: CREATED,
    time_used: USED,
    expiration: ENDED,
  });
  expect(ended?.marks.map(({ label, at }) => [label, at])).toEqual([
    ["Created", 0],
    ["First used", 36],
    ["Expired", 68],
  ]);
  expect(ended?.spans.map(({ look }) => look)).toEqual(["waiting", "ride", "over"]);
  expect(ended?.spans[1]?.text?.replaceAll("\u00a0", " ")).toBe("3 h ride window");
  expect(ended?.now).toBe(100);
});

test("a provider that still calls an ended pass usable is drawn as a difference", () => {
  const ended = line({ time_created: CREATED, expiration: ENDED });
  expect(ended?.spans.at(-1)?.look).toBe("differs");
});

test("in use, now is between first use and expiration, to scale, and the rest is still left", () => {
  const using = line({
    provider_status: "USING",
    time_created: CREATED,
    time_used: USED,
    expiration: "2025-11-19T01:12:05.000Z",
  });
  expect(using?.now).toBeCloseTo(36 + (64 * 330) / 600, 0);
  expect(using?.spans.at(-1)).toMatchObject({ look: "left", to: 100 });
  expect(using?.spans.at(-1)?.text?.replaceAll("\u00a0", " ")).toBe("4 h 30 min left");
});

describe("what is missing is not invented", () => {
  test("without an expiration the rest is open", () =>
    expect(line({ time_created: CREATED })?.spans.at(-1)).toEqual({
      from: 50,
      to: 100,
      look: "over",
      text: null,
    }));
  test("without any moment there is no line", () => expect(line({})).toBeNull());
  test("an expiration alone is not a line", () => expect(line({ expiration: LATER })).toBeNull());
});

test("every part stays inside the line and runs forward, even for times in the wrong order", () => {
  for (const time_created of [null, CREATED, LATER])
    for (const time_used of [null, USED, CREATED, LATER])
      for (const expiration of [null, ENDED, LATER, CREATED]) {
        const drawn = line({ time_created, time_used, expiration });
        for (const { from, to } of drawn?.spans ?? []) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(100);
        }
      }
});
