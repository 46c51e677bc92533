import { expect, test } from "vitest";
import { PASS_STATUSES } from "./pass-status";
import { isStaleAnswer, staleAfter } from "./stale-after";

const NOW = new Date("2026-11-22T15:00:00.000Z");
const HOUR_AGO = "2026-11-22T14:00:00.000Z";
const LONGER_AGO = "2026-11-22T13:59:59.999Z";

test("only the answers about a usable pass become stale", () => {
  const live = PASS_STATUSES.filter((status) => staleAfter(status) !== undefined);
  expect(live).toEqual(["USABLE", "USING"]);
});

test("an answer is stale after more than an hour, not at the hour", () => {
  expect(isStaleAnswer(HOUR_AGO, "USING", NOW)).toBe(false);
  expect(isStaleAnswer(LONGER_AGO, "USING", NOW)).toBe(true);
});

test("a pass that is over, or was never synced, has no stale answer", () => {
  expect(isStaleAnswer(LONGER_AGO, "EXPIRED", NOW)).toBe(false);
  expect(isStaleAnswer(null, "USABLE", NOW)).toBe(false);
});
