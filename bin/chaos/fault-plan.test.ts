import { expect, test } from "vitest";
import { FAULTS, planFaults } from "./fault-plan.mjs";

const SEEDS = [0, 1, 2, 20, 999_999_999];

test("a seed plans the same faults again, and another one others", () => {
  const plans = SEEDS.map((seed) => JSON.stringify(planFaults({ seed, minutes: 20 })));
  expect(SEEDS.map((seed) => JSON.stringify(planFaults({ seed, minutes: 20 })))).toEqual(plans);
  expect(new Set(plans).size).toBe(SEEDS.length);
});

test("each kind comes once before any comes twice, each time for as long as it may", () => {
  for (const seed of SEEDS) {
    const plan = planFaults({ seed, minutes: 20 });
    for (const track of new Set(Object.values(FAULTS).map((fault) => fault.track))) {
      const kinds = Object.keys(FAULTS).filter((kind) => FAULTS[kind]?.track === track);
      const played = plan.filter((fault) => fault.track === track).map(({ kind }) => kind);
      for (let at = 0; at + kinds.length <= played.length; at += kinds.length) {
        expect(played.slice(at, at + kinds.length).sort()).toEqual([...kinds].sort());
      }
      expect(played.length).toBeGreaterThan(kinds.length);
    }
    for (const { kind, lasts_s } of plan) {
      const [least = 0, most = 0] = FAULTS[kind]?.lasts_s ?? [];
      expect(lasts_s >= least && lasts_s <= most, `${kind} lasts ${lasts_s} s`).toBe(true);
    }
  }
});

test("on a track one fault is over, and work can succeed, before the next begins; all are over in time", () => {
  for (const seed of SEEDS) {
    const over = new Map<string, number>();
    for (const { at_s, lasts_s, track } of planFaults({ seed, minutes: 3 })) {
      expect(at_s).toBeGreaterThanOrEqual((over.get(track) ?? 0) + 3);
      over.set(track, at_s + lasts_s);
      expect(at_s + lasts_s).toBeLessThanOrEqual(180);
    }
  }
});

test("the run of every test plays each kind that holds up the desk", () => {
  const plan = planFaults({ seed: 1, minutes: 2 });
  const path = Object.keys(FAULTS).filter((kind) => FAULTS[kind]?.track === "path");
  expect(new Set(plan.map(({ kind }) => kind))).toEqual(new Set([...path, ...plan.filter(({ track }) => track === "work").map(({ kind }) => kind)])); // prettier-ignore
  expect(plan.length).toBeGreaterThan(12);
});

test("only the named kinds are played", () => {
  const plan = planFaults({ seed: 1, minutes: 5, kinds: ["kill-web", "swallow"] });
  expect(new Set(plan.map(({ kind }) => kind))).toEqual(new Set(["kill-web", "swallow"]));
});
