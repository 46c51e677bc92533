import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bulkTitle,
  changeText,
  doneOf,
  expectedText,
  hasRun,
  percentOf,
  stateWords,
  waitingOf,
} from "./bulk-words";
import { BULK_STATES, type BulkCounts } from "@/lib/bulk/bulk";

const NONE: BulkCounts = {
  matched: 0,
  will_change: 0,
  unchanged: 0,
  refused: 0,
  changed: 0,
  skipped: 0,
  failed: 0,
};
const CLOCK = { zone: "America/Chicago", now: new Date("2026-11-23T12:00:00Z") };
const BASE = {
  counts: NONE,
  needs_approval: false,
  approved: null,
  undone_by: null,
  started_on: "2026-11-23T12:00:00.000Z",
};

describe("the words of a bulk correction", () => {
  test.each([
    [{ shift: "+2d" }, "Add 2\u00a0days"],
    [{ shift: "+1w" }, "Add 1\u00a0week"],
    [{ shift: "-3h" }, "Take off 3\u00a0hours"],
    [null, "None"],
    ["2026-11-25T18:00:00.000Z", "Nov 25, 12:00\u00a0PM"],
  ])("say the change %j as %j", (value, text) => {
    expect(changeText("expiration", value, CLOCK)).toBe(text);
  });

  test("count the selection before a run and what changes in it after", () => {
    const counts = { ...NONE, matched: 1204, will_change: 1131 };
    expect(bulkTitle({ undo_of: null, state: "planned", counts })).toBe("Correct 1,204 passes");
    expect(bulkTitle({ undo_of: null, state: "running", counts })).toBe("Correct 1,131 passes");
    expect(bulkTitle({ undo_of: "7", state: "running", counts })).toBe("Undo the correction of 1,131 passes");
    expect(bulkTitle({ undo_of: null, state: "planning", counts: NONE })).toBe("Correct passes");
  });

  test("tell every state apart", () => {
    const labels = BULK_STATES.map((state) => stateWords({ ...BASE, state }).label);
    expect(new Set(labels).size).toBe(BULK_STATES.length);
    expect(stateWords({ ...BASE, state: "planned", needs_approval: true }).label).toBe(
      "Waiting for approval",
    );
    expect(stateWords({ ...BASE, state: "done", counts: { ...NONE, failed: 1 } }).label).toBe(
      "Done with failures",
    );
    expect(stateWords({ ...BASE, state: "cancelled", started_on: null }).label).toBe("Discarded");
    expect(stateWords({ ...BASE, state: "done", undone_by: "9" }).label).toBe("Undone");
  });

  test("show a plan that was discarded as a plan and a run that was stopped as a run", () => {
    expect(hasRun({ state: "cancelled", started_on: null })).toBe(false);
    expect(hasRun({ state: "cancelled", started_on: "2026-11-23T12:00:00.000Z" })).toBe(true);
    for (const state of ["queued", "paused", "pausing", "cancelling"] as const) {
      expect(hasRun({ state, started_on: null })).toBe(true);
    }
  });

  test("say 100 per cent when everything is done and never before", () => {
    const part = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(part, part, part, part, (changed, skipped, failed, waiting) => {
        const will_change = changed + skipped + failed + waiting;
        const counts = { ...NONE, will_change, changed, skipped, failed };
        expect(doneOf(counts) + waitingOf(counts)).toBe(will_change);
        expect(percentOf(counts) === 100).toBe(waiting === 0);
      }),
    );
  });

  test("promise seconds for a small run and minutes for a large one", () => {
    expect(expectedText(500)).toBe("a few seconds");
    expect(expectedText(600_000)).toBe("about 4\u00a0min");
  });
});
