import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { modesOf, previewObstacle, readBulkDraft, startOf } from "./bulk-draft";
import { DRAFT_FIELDS } from "@/components/corrections/correction-draft";
import { parseBulk } from "@/lib/bulk/plan/parse-bulk";
import type { BulkChanges } from "@/lib/bulk/bulk";
import { PASS_FIELDS } from "@/lib/passes/pass-fields";
import { PROVIDER_STATUSES } from "@/lib/passes/pass-status";

const ZONE = "America/Chicago";
const NOW = new Date("2026-11-23T12:00:00Z");
const LABELS = Object.fromEntries(DRAFT_FIELDS.map((field) => [field, PASS_FIELDS[field].label])) as Record<
  (typeof DRAFT_FIELDS)[number],
  string
>;
const WORDS = { labels: LABELS, zone: ZONE, now: NOW };
const REASON = { code: "wrong_time" as const, note: "Clocks were wrong.", case_ref: "CS-1" };

const plan = (changes: BulkChanges) => ({ changes, reason: REASON, is_pinned: false, pin_until: null });
const read = (changes: BulkChanges) => {
  const { draft, moves } = startOf(plan(changes), ZONE);
  return readBulkDraft(draft, moves, WORDS);
};

const shift = fc
  .tuple(fc.constantFrom("+", "-"), fc.integer({ min: 1, max: 9999 }), fc.constantFrom("m", "h", "d", "w"))
  .map(([sign, amount, unit]) => ({ shift: `${sign}${amount}${unit}` }));
const instant = fc
  .integer({ min: Date.UTC(2001, 0) / 1000, max: Date.UTC(2098, 0) / 1000 })
  .map((second) => new Date(second * 1000).toISOString());
const id = fc.stringMatching(/^[a-z0-9-]{1,40}$/);
const changes: fc.Arbitrary<BulkChanges> = fc.record(
  {
    status: fc.constantFrom(...PROVIDER_STATUSES),
    user_id: fc.option(fc.integer({ min: 1, max: 2_000_000 }).map(String)),
    time_used: fc.option(fc.oneof(instant, shift)),
    expiration: fc.option(fc.oneof(instant, shift)),
    allowed_uses: fc.option(fc.integer({ min: 0, max: 1000 })),
    uses_count: fc.option(fc.integer({ min: 0, max: 1000 })),
    product_name: fc.option(id),
    product_uuid: fc.option(id),
    order_uuid: fc.option(id),
  },
  { requiredKeys: [] },
);

describe("the draft of a bulk correction", () => {
  test("reads back as the changes it was opened with, even in the hour that repeats in autumn", () => {
    fc.assert(
      fc.property(changes, (asked) => {
        expect(read(asked)).toMatchObject({ changes: asked, errors: {}, reason: REASON });
      }),
    );
    const second = { expiration: "2026-11-01T07:30:00.000Z" };
    const first = { expiration: "2026-11-01T06:30:00.000Z" };
    expect(read(second).changes).toEqual(second);
    expect(read(first).changes).toEqual(first);
  });

  test("asks for nothing that the server would refuse", () => {
    fc.assert(
      fc.property(changes, (asked) => {
        fc.pre(Object.keys(asked).length > 0);
        const { changes: made, reason } = read(asked);
        const body = { query: { search: "status=USING" }, changes: made, reason };
        expect(parseBulk(body, { now: NOW, zone: ZONE }).changes).toEqual(asked);
      }),
    );
  });

  test("leaves out every field that is kept, whatever its control contains", () => {
    const { draft, moves } = startOf(null, ZONE);
    const typed = { ...draft, status: "USING", expiration: "2026-11-23T10:00", allowed_uses: "x" };
    const reading = readBulkDraft(typed, moves, WORDS);
    expect(reading).toMatchObject({ touched: [], changes: {}, errors: {} });
    expect(previewObstacle(reading)).toBe("Choose a change to preview");
  });

  test.each([
    ["", "whole number"],
    ["0", "whole number"],
    ["-2", "whole number"],
    ["1.5", "whole number"],
    ["12345", "whole number"],
  ])("refuses a move by %j", (amount, says) => {
    const { draft, moves } = startOf(plan({ expiration: { shift: "+2d" } }), ZONE);
    moves.shifts.expiration = { ...moves.shifts.expiration, amount };
    const reading = readBulkDraft(draft, moves, WORDS);
    expect(reading.errors.expiration).toContain(says);
    expect(reading.changes).toEqual({});
    expect(previewObstacle(reading)).toBe("Fix 1 error to preview");
  });

  test("asks for a value if a field is set to nothing, and for a case if the status changes", () => {
    const { draft, moves } = startOf(
      { ...plan({ status: "USING" }), reason: { code: "other", note: "Why." } },
      ZONE,
    );
    const reading = readBulkDraft({ ...draft, status: "" }, moves, WORDS);
    expect(reading.errors.status).toBe("Choose a status.");
    expect(reading.reasonErrors.case_ref).toContain("required");
  });

  test("offers no way to clear a status or to move a field that is not a time", () => {
    expect(modesOf("status")).toEqual(["keep", "set"]);
    expect(modesOf("expiration")).toContain("shift");
    expect(DRAFT_FIELDS.filter((field) => modesOf(field).includes("shift"))).toEqual([
      "time_used",
      "expiration",
    ]);
  });
});
