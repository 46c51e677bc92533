import fc from "fast-check";
import { expect, test } from "vitest";
import { type FareRule, fareRuleSchema } from "@/lib/fares/fare-rule";
import { draftOf, readDraft } from "./fare-rule-draft";

const ZONE = "America/Chicago";
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const zone = fc.constantFrom(ZONE, "UTC", "Pacific/Auckland");
const window: fc.Arbitrary<FareRule["window"]> = fc.oneof(
  fc.record({ kind: fc.constant("elapsed" as const), minutes: fc.integer({ min: 1, max: 500_000 }) }),
  fc.record({ kind: fc.constant("service_day" as const), cutoff: clock, zone }),
  fc.record({ kind: fc.constant("none" as const) }),
);
const rule: fc.Arbitrary<FareRule> = fc.record({
  window,
  shelf_life_days: fc.option(fc.integer({ min: 1, max: 36_600 }), { nil: null }),
  activation: fc.array(
    fc.record({
      days: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }).map(([first = 1, ...rest]): [number, ...number[]] => [first, ...rest]),
      from: clock,
      until: clock,
      zone,
    }),
    { maxLength: 3 },
  ),
  is_reward: fc.boolean(),
  is_assumed: fc.boolean(),
  source: fc.option(fc.constantFrom("METRO fare chart", "Board decision 2026-04"), { nil: null }),
}); // prettier-ignore

test("any rule goes into the form and comes out the same", () => {
  fc.assert(
    fc.property(rule, (each) => {
      expect(readDraft(draftOf(each, ZONE))).toEqual({ rule: fareRuleSchema.parse(each), errors: null });
    }),
  );
});

test("a form without a rule reads as a complete rule, marked as assumed", () => {
  const { rule: read } = readDraft(draftOf(null, ZONE));
  expect(read).toMatchObject({ window: { kind: "elapsed", minutes: 180 }, is_assumed: true });
});

test("an invalid value is reported at its field", () => {
  const draft = draftOf(null, ZONE);
  for (const minutes of ["", "3.5", "1e3", "0x10", "-5", "0", "three"]) {
    expect(Object.keys(readDraft({ ...draft, minutes }).errors ?? {}), minutes).toEqual(["window.minutes"]);
  }
  const wrong = readDraft({
    ...draft,
    kind: "service_day",
    cutoff: "3:00",
    zone: "Houston",
    shelf_life_days: "x",
  });
  expect(Object.keys(wrong.errors ?? {}).sort()).toEqual(["shelf_life_days", "window.cutoff", "window.zone"]);
});
