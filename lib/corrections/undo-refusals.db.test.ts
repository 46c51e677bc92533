import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import type { AppError } from "@/lib/errors";
import { testActor, testContext } from "@/lib/testing/test-context";
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
import type { UndoRefusal } from "./correction";

let schema: TestSchema;
let ctx: Context;
let passId: string;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web, { at: "2026-11-22T12:00:00Z" });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  passId = await plantPass(schema.owner, { user_id: 7, resolved_by: "token" });
});

async function everything() {
  return [
    await passRow(schema.owner, passId),
    await pinRows(schema.owner, passId),
    await countPassDeskRows(schema.owner),
  ];
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
const refusalOf = (error: AppError) => error.extra as unknown as UndoRefusal;

describe("an undo is refused, and nothing is changed,", () => {
  test("when the rider it would give the pass back to is gone", async () => {
    await insertRows(schema.owner, "auth_user", { id: 8, first_name: "Other", email: "o@example.com" });
    const made = await correct(ctx, passId, { user_id: "8" });
    await schema.owner("auth_user").where({ id: 7 }).delete();
    const error = await refused(() => undo(ctx, made.correction.id), "invalid_change");
    expect(error.errors).toMatchObject([{ field: "user_id", code: "unknown_rider" }]);
    // Control: once the rider exists again, the undo succeeds.
    await insertRows(schema.owner, "auth_user", {
      id: 7,
      first_name: "Demo",
      email: "demo.rider@example.com",
    });
    expect((await undo(ctx, made.correction.id)).data.user_id).toBe("7");
    await schema.owner("auth_user").where({ id: 8 }).delete();
  });

  test.each([
    ["plain SQL", () => schema.owner("pd_pass").where("id", passId).update({ uses_count: 9 })],
    ["the sync", () => schema.worker("pd_pass").where("id", passId).update({ uses_count: 9 })],
  ])("when %s changed a corrected field, with what differs", async (_who, change) => {
    const made = await correct(ctx, passId, { uses_count: 2 });
    await change();
    const refusal = refusalOf(await refused(() => undo(ctx, made.correction.id), "changed_since"));
    expect(refusal).toMatchObject({ can_repeat: false, changed_by: null, current: { uses_count: 9 } });
    expect(refusal.differing).toEqual([{ field: "uses_count", before: 0, after: 2, current: 9 }]);
    const ifMatch = await etagOf(ctx, passId);
    await refused(() => undo(ctx, made.correction.id, { ifMatch }), "changed_since");
  });

  test("when another correction changed it, naming who", async () => {
    const made = await correct(ctx, passId, { uses_count: 2 });
    const tom = { ...ctx, actor: { ...testActor("admin", "2"), name: "Tom Whitfield" } };
    await correct(tom, passId, { uses_count: 4 });
    const refusal = refusalOf(await refused(() => undo(ctx, made.correction.id), "changed_since"));
    expect(refusal.changed_by).toMatchObject({ name: "Tom Whitfield", reason: { code: REASON.code } });
    expect(refusal.differing).toEqual([{ field: "uses_count", before: 0, after: 2, current: 4 }]);
  });

  test("when how the rider is known changed", async () => {
    const made = await correct(ctx, passId, { user_id: null });
    await schema.owner("pd_pass").where("id", passId).update({ resolved_by: "cache" });
    const refusal = refusalOf(await refused(() => undo(ctx, made.correction.id), "changed_since"));
    expect(refusal.differing).toEqual([
      { field: "resolved_by", before: "token", after: "person", current: "cache" },
    ]);
  });

  test("when other fields changed, until the caller has seen them and asks again", async () => {
    const made = await correct(ctx, passId, { uses_count: 2 });
    await schema.owner("pd_pass").where("id", passId).update({ product_name: "Synced" });
    const refusal = refusalOf(await refused(() => undo(ctx, made.correction.id), "changed_since"));
    expect(refusal).toMatchObject({
      can_repeat: true,
      differing: [{ field: "product_name", current: "Synced" }],
    });
    await schema.owner("pd_pass").where("id", passId).update({ order_uuid: "o-2" });
    const again = await refused(() => undo(ctx, made.correction.id, { ifMatch: refusal.etag }), "stale");
    expect(refusalOf(again).differing.map(({ field }) => field)).toEqual(["product_name", "order_uuid"]);
    const done = await undo(ctx, made.correction.id, { ifMatch: refusalOf(again).etag });
    expect(done.data).toMatchObject({ uses_count: 0, product_name: "Synced", order_uuid: "o-2" });
  });

  test("when it is already undone, naming the undo; the undo itself can be undone", async () => {
    const made = await correct(ctx, passId, { uses_count: 2 });
    const undone = await undo(ctx, made.correction.id);
    const error = await refused(() => undo(ctx, made.correction.id), "already_done");
    expect(error.extra).toMatchObject({ undone_by: { id: undone.correction.id, name: "Test admin" } });
    const redone = await undo(ctx, undone.correction.id);
    expect(redone.data.uses_count).toBe(2);
    await refused(() => undo(ctx, made.correction.id), "already_done");
  });

  test("when it was undone with the whole of its bulk correction", async () => {
    const made = await correct(ctx, passId, { uses_count: 2 });
    const entry = { action: "pass.undo", actor_type: "user", actor_name: "Bulk admin", subject_id: passId };
    const op_id = `undo-${made.correction.id}`;
    await schema.owner("pd_audit").insert({ ...entry, subject_type: "pass", op_id, data: '{"bulk_id":"9"}' });
    await refused(() => undo(ctx, made.correction.id), "already_done");
  });

  test("when with what changed since the pass would break a rule that it did not break before", async () => {
    await schema.owner("pd_pass").where("id", passId).update({ uses_count: 12 });
    const made = await correct(ctx, passId, { uses_count: 5 });
    await schema.owner("pd_pass").where("id", passId).update({ product_name: "Synced" });
    await refused(() => undo(ctx, made.correction.id), "changed_since");
    const ifMatch = await etagOf(ctx, passId);
    const error = await refused(() => undo(ctx, made.correction.id, { ifMatch }), "invalid_change");
    expect(error.errors).toMatchObject([{ field: "uses_count", code: "more_uses_than_allowed" }]);
  });

  test("when the pass is archived: it is to be restored first", async () => {
    const made = await correct(ctx, passId, { uses_count: 2 });
    const archived = { id: passId, status: "USABLE", oauth_token: "CNRY-oauth" };
    await insertRows(schema.owner, "bytemark_pass_archive", archived);
    await schema.owner("pd_pass").where("id", passId).del();
    await expect(undo(ctx, made.correction.id)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Restore it first") as string,
    });
    expect(await auditRows(schema.owner, passId)).toHaveLength(1);
  });

  test.each([
    ["unknown", "999999"],
    ["no number", "1 OR 1=1"],
    ["an entry of something else", "note"],
  ])("for an id that is %s", async (_case, given) => {
    const [id] = await schema.owner("pd_audit").insert({
      action: "note.add",
      actor_type: "user",
      actor_name: "x",
      subject_type: "pass",
      subject_id: passId,
    });
    await refused(() => undo(ctx, given === "note" ? String(id) : given), "not_found");
  });

  test.each([
    ["without a reason", {}, "invalid_change"],
    ["with a note too short", { reason: { code: "other", note: "a" } }, "invalid_change"],
    ["with members it does not know", { reason: REASON, force: true }, "invalid_body"],
  ])("%s", async (_case, body, code) => {
    const made = await correct(ctx, passId, { uses_count: 2 });
    await refused(() => undo(ctx, made.correction.id, { body: { reason: undefined, ...body } }), code);
  });

  test.each([
    ["support", "forbidden"],
    ["manager", "forbidden"],
  ] as const)("for the role %s", async (role, code) => {
    const made = await correct(ctx, passId, { uses_count: 2 });
    await refused(() => undo({ ...ctx, actor: testActor(role) }, made.correction.id), code);
    await refused(() => undo({ ...ctx, actor: null }, made.correction.id), "unauthenticated");
  });
});

test("what was there before is put back whatever the rules say of it", async () => {
  await schema.owner("pd_pass").where("id", passId).update({ uses_count: 12 });
  const made = await correct(ctx, passId, { uses_count: 5 });
  expect((await undo(ctx, made.correction.id)).data.uses_count).toBe(12);
});
