import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { stoppedClock } from "@/lib/time/clock";
import type { Context } from "@/lib/context";
import type { AppError } from "@/lib/errors";
import { testContext } from "@/lib/testing/test-context";
import {
  auditRows,
  correct,
  countPassDeskRows,
  etagOf,
  passRow,
  plantPass,
  REASON,
} from "@/lib/testing/test-correction";
import { pinRows, undo } from "@/lib/testing/undo";
import { getCorrection } from "./get-correction";
import type { FieldKind } from "@/lib/fields/field-spec";
import { CORRECTABLE_FIELDS, PASS_FIELDS } from "@/lib/passes/pass-fields";
import { pinFields } from "@/lib/corrections/pins/pin-fields";

const AT = "2026-11-22T12:00:00Z";
const SOON = "2026-12-01T00:00:00.000Z";
let schema: TestSchema;
let ctx: Context;
let passId: string;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web, { at: AT });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  passId = await plantPass(schema.owner, { user_id: 7, resolved_by: "token" });
});

const stored = () => passRow(schema.owner, passId);
async function values(id = passId) {
  const { modified_on: _moved, raw_modified_on: _written, ...row } = await passRow(schema.owner, id);
  return row;
}
async function everything() {
  return [await values(), await pinRows(schema.owner, passId), await countPassDeskRows(schema.owner)];
}

/** Runs `act`; expects a refusal with `code` and that nothing was written. */
async function refused(act: () => Promise<unknown>, code: string): Promise<AppError> {
  const before = await everything();
  const error: unknown = await act().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code });
  expect(await everything()).toEqual(before);
  return error as AppError;
}

describe("an undoing", () => {
  test("puts back what the correction changed and leaves one entry, one event and one answer", async () => {
    const before = await values();
    const { correction } = await correct(ctx, passId, { uses_count: 3, user_id: null });
    expect((await stored()).resolved_by).toBe("person");
    const counts = await countPassDeskRows(schema.owner);
    const answer = await undo(ctx, correction.id);
    expect(await values()).toEqual(before);
    expect(answer.data).toMatchObject({ id: passId, uses_count: 0, user_id: "7", resolved_by: "token" });
    expect(answer.correction).toMatchObject({
      undoes: correction.id,
      changes: [
        { field: "user_id", before: null, after: "7" },
        { field: "uses_count", before: 3, after: 0 },
      ],
    });
    expect(answer.etag).toBe(await etagOf(ctx, passId));
    expect(await countPassDeskRows(schema.owner)).toEqual({
      pd_audit: counts.pd_audit + 1,
      pd_outbox: counts.pd_outbox + 1,
      pd_operation: counts.pd_operation + 1,
      pd_pass_pin: counts.pd_pass_pin,
    });
    const [, entry] = await auditRows(schema.owner, passId);
    expect(entry).toMatchObject({
      id: answer.correction.id,
      action: "pass.undo",
      op_id: `undo-${correction.id}`,
      actor_name: "Test admin",
      before_values: { user_id: null, uses_count: 3, resolved_by: "person" },
      after_values: { user_id: "7", uses_count: 0, resolved_by: "token" },
      reason_note: REASON.note,
      data: { undoes: correction.id, fields: ["user_id", "uses_count"] },
    });
    expect(await getCorrection(ctx, correction.id ?? "")).toMatchObject({
      undone_by: { id: answer.correction.id, name: "Test admin" },
    });
  });

  const RIDERS = [null, "7", "8"];
  const iso = fc
    .integer({ min: Date.UTC(2024, 0, 1) / 1000, max: Date.UTC(2028, 0, 1) / 1000 })
    .map((s) => new Date(s * 1000).toISOString());
  const word = fc.option(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { nil: null });
  type Values = Record<string, string | number | null>;
  const anyOf: Record<FieldKind, fc.Arbitrary<string | number | null>> = {
    id: word,
    text: word,
    code: word,
    time: fc.option(iso, { nil: null }),
    count: fc.option(fc.nat(20), { nil: null }),
    flag: fc.constant(null),
  };
  const anyChanges: fc.Arbitrary<Values> = fc.record(
    {
      ...Object.fromEntries(CORRECTABLE_FIELDS.map((field) => [field, anyOf[PASS_FIELDS[field].kind]])),
      user_id: fc.constantFrom(...RIDERS),
      status: fc.constantFrom("USABLE", "USING", "EXPIRED", "USES_GONE"),
    },
    { requiredKeys: [] },
  );
  /* Values that the pass of these tests does not have. */
  const NEW: Record<FieldKind, string | number | null> = {
    id: "another-1",
    text: "changed",
    code: "changed",
    time: "2027-10-31T10:00:00.000Z",
    count: 9,
    flag: null,
  };
  const EACH_FIELD = CORRECTABLE_FIELDS.map((field) => ({
    [field]:
      { user_id: "8", status: "USING", uses_count: 1 }[field as string] ?? NEW[PASS_FIELDS[field].kind],
  }));
  const anyHold = fc.constantFrom({}, { pin_until: null }, { pin_until: SOON });

  test("of any correction puts every field, rider, pin and version back, and undoing the undo makes the correction again", async () => {
    await insertRows(schema.owner, "auth_user", { id: 8, first_name: "Other", email: "o@example.com" });
    const touched = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anyChanges, anyHold, fc.boolean(), async (changes, hold, isHeld) => {
        if (isHeld) {
          const body = { fields: ["expiration", "uses_count"], until: null, reason: REASON };
          await pinFields(ctx, { passId, body, idempotencyKey: null }).catch(() => null);
        }
        const before = [await values(), await pinRows(schema.owner, passId), await etagOf(ctx, passId)];
        const made = await correct(ctx, passId, changes, { body: hold }).catch((error: AppError) => {
          expect(["no_change", "invalid_change"]).toContain(error.code);
          return null;
        });
        if (made === null) return;
        const after = [await values(), await pinRows(schema.owner, passId)];
        const undone = await undo(ctx, made.correction.id).catch((error: AppError) => {
          // The undo must not bring back values that break a rule.
          expect(error.code).toBe("invalid_change");
          return null;
        });
        if (undone === null) return;
        expect([await values(), await pinRows(schema.owner, passId), undone.etag]).toEqual(before);
        for (const { field } of made.correction.changes) touched.add(field);
        const redone = await undo(ctx, undone.correction.id);
        expect([await values(), await pinRows(schema.owner, passId)]).toEqual(after);
        if (isHeld) await undo(ctx, redone.correction.id);
      }),
      // The examples cover each field, so that none is left to chance.
      {
        numRuns: 60,
        examples: EACH_FIELD.map((changes): [Values, Record<string, never>, boolean] => [changes, {}, false]),
      },
    );
    expect([...touched].sort()).toEqual([...CORRECTABLE_FIELDS].sort());
  });

  test("releases the pin its correction set and puts the earlier one back", async () => {
    const body = { fields: ["uses_count"], until: SOON, reason: REASON };
    await pinFields(ctx, { passId, body, idempotencyKey: null });
    const held = await pinRows(schema.owner, passId);
    const made = await correct(
      ctx,
      passId,
      { uses_count: 2, allowed_uses: 9 },
      { body: { pin_until: null } },
    );
    const { data } = await undo(ctx, made.correction.id);
    expect(data.pinned).toEqual(["uses_count"]);
    expect(await pinRows(schema.owner, passId)).toEqual(held);
  });

  test("does not bring back a pin that has ended by now", async () => {
    const until = "2026-11-22T13:00:00.000Z";
    await pinFields(ctx, {
      passId,
      body: { fields: ["uses_count"], until, reason: REASON },
      idempotencyKey: null,
    });
    const made = await correct(ctx, passId, { uses_count: 2 }, { body: { pin_until: null } });
    const later = { ...ctx, clock: stoppedClock("2026-11-22T14:00:00Z") };
    expect((await undo(later, made.correction.id)).data.pinned).toEqual([]);
    expect(await pinRows(schema.owner, passId)).toEqual([]);
  });

  test("leaves alone a pin that somebody has set since", async () => {
    const made = await correct(ctx, passId, { uses_count: 2 }, { body: { pin_until: null } });
    await pinFields(ctx, {
      passId,
      body: { fields: ["uses_count"], until: SOON, reason: REASON },
      idempotencyKey: null,
    });
    expect((await undo(ctx, made.correction.id)).data.pinned).toEqual(["uses_count"]);
  });

  test("asked again with the same key answers the same and does nothing", async () => {
    const made = await correct(ctx, passId, { uses_count: 2 });
    const first = await undo(ctx, made.correction.id, { key: "k" });
    const counts = await countPassDeskRows(schema.owner);
    expect(await undo(ctx, made.correction.id, { key: "k" })).toEqual({ ...first, replayed: true });
    expect(await countPassDeskRows(schema.owner)).toEqual(counts);
    const other = { reason: { ...REASON, note: "Another note" } };
    await refused(() => undo(ctx, made.correction.id, { key: "k", body: other }), "idempotency_mismatch");
  });
});

describe("ten people at once", () => {
  test("one undoes it, the others learn who was faster", async () => {
    const made = await correct(ctx, passId, { uses_count: 2 });
    const codes = await Promise.all(
      Array.from({ length: 10 }, () =>
        undo(ctx, made.correction.id).then(
          () => "done",
          (error: AppError) => error.code,
        ),
      ),
    );
    expect(codes.filter((code) => code === "done")).toHaveLength(1);
    expect(codes.filter((code) => code === "already_done")).toHaveLength(9);
    expect((await stored()).uses_count).toBe(0);
    expect(await auditRows(schema.owner, passId)).toHaveLength(2);
  });

  test("control: without the check each of them writes", async () => {
    await schema.owner("pd_pass").where("id", passId).update({ uses_count: 5 });
    await Promise.all(
      Array.from({ length: 10 }, () => schema.web("pd_pass").where("id", passId).decrement("uses_count", 1)),
    );
    expect((await stored()).uses_count).toBe(-5);
  });
});
