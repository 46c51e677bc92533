import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { correct } from "@/lib/testing/test-correction";
import { testActor, testContext } from "@/lib/testing/test-context";
import { doJob, plan, plantAsker, plantPasses, start } from "@/lib/testing/test-bulk";
import { pinFields } from "@/lib/corrections/pins/pin-fields";
import { undo } from "@/lib/testing/undo";
import { approveBulk } from "@/lib/bulk/steps/approve-bulk";
import { getBulk } from "./get-bulk";
import { cancelBulk } from "@/lib/bulk/steps/cancel-bulk";
import { resumeBulk } from "@/lib/bulk/steps/resume-bulk";
import { undoBulk } from "@/lib/bulk/steps/undo-bulk";

let schema: TestSchema;
let ctx: Context;
const PASSES = 1300;
const CHANGES = { expiration: { shift: "+2d" }, product_name: "Extended" };
const undoBody = { reason: { code: "other", note: "Put back after all." } };

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = await plantAsker(schema);
});
afterAll(() => schema.drop());
beforeEach(async () => {
  for (const table of ["bytemark_pass", "pd_pass_pin"]) await schema.owner(table).delete();
  await plantPasses(schema.owner, PASSES);
});

const rows = (columns: string[] = ["id", "expiration", "product_name", "resolved_by", "user_id"]) =>
  schema.owner("pd_pass").select<{ id: number }[]>(...columns).orderBy("id"); // prettier-ignore
const ids = async () => (await rows(["id"])).map((row) => row.id);
async function approved(bulk: { id: string }): Promise<void> {
  await approveBulk(testContext(schema.web, { actor: testActor("manager", "99") }), { bulkId: bulk.id });
}
async function done(changes: Record<string, unknown> = CHANGES, more: Record<string, unknown> = {}) {
  const bulk = await plan(ctx, { changes, ...more });
  if (bulk.needs_approval) await approved(bulk);
  await start(ctx, bulk);
  expect(await doJob(schema.worker, bulk.id)).toMatchObject({ state: "done" });
  return getBulk(ctx, bulk.id);
}

describe("undo", () => {
  test("puts everything back, fields and pins, except what changed since", async () => {
    const before = await rows();
    const bulk = await done({ ...CHANGES, user_id: null }, { pin_until: null });
    const [first = 0] = await ids();
    await correct(ctx, String(first), { uses_count: 3 });
    const { bulk: undoing } = await undoBulk(ctx, {
      bulkId: bulk.id,
      body: { ...undoBody, confirm_count: PASSES },
    });
    expect(undoing).toMatchObject({ undo_of: bulk.id, state: "queued", counts: { will_change: PASSES } });
    await doJob(schema.worker, undoing.id);
    const after = await getBulk(ctx, undoing.id);
    expect(after).toMatchObject({ state: "done", counts: { changed: PASSES - 1, skipped: 1 } });
    expect(after.refused).toMatchObject([{ code: "changed_since", count: 1 }]);
    expect((await rows()).slice(1)).toEqual(before.slice(1));
    expect((await rows())[0]).toMatchObject({ product_name: "Extended" });
    expect(await schema.owner("pd_pass_pin").select("pass_id").groupBy("pass_id")).toEqual([
      { pass_id: first },
    ]);
    expect((await getBulk(ctx, bulk.id)).undone_by).toBe(undoing.id);
    await expect(undoBulk(ctx, { bulkId: bulk.id, body: undoBody })).rejects.toMatchObject({
      code: "already_done",
    });
  });

  test("puts back the pins that the correction replaced, and leaves alone those set since", async () => {
    const [first = 0, second = 0] = await ids();
    const hold = (passId: number) =>
      pinFields(ctx, {
        passId: String(passId),
        body: { fields: ["product_name"], until: "2027-01-01T00:00:00.000Z", reason: undoBody.reason },
        idempotencyKey: null,
      });
    await hold(first);
    const pins = () =>
      schema.owner("pd_pass_pin").orderBy("pass_id").select("pass_id", "field", "until_time", "audit_id");
    const before = await pins();
    const bulk = await done({ product_name: "Held" }, { pin_until: null });
    await hold(second);
    const { bulk: undoing } = await undoBulk(ctx, { bulkId: bulk.id, body: undoBody });
    await doJob(schema.worker, undoing.id);
    const after = await pins();
    expect(after.filter(({ pass_id }) => pass_id === first)).toEqual(before);
    expect(after.map(({ pass_id }) => pass_id)).toEqual([first, second]);
  });

  test("of one pass alone is checked against the version its bulk correction left", async () => {
    const bulk = await done({ product_name: "Alone" });
    const entryOf = async (pass_id: number) =>
      (
        await schema
          .owner("pd_bulk_item")
          .where({ bulk_id: bulk.id, pass_id })
          .first<{ audit_id: string }>("audit_id")
      ).audit_id;
    const [first = 0, second = 0] = await ids();
    await schema.owner("pd_pass").where({ id: first }).update({ order_uuid: "moved-on" });
    await expect(undo(ctx, await entryOf(first))).rejects.toMatchObject({
      code: "changed_since",
      extra: { can_repeat: true },
    });
    const undone = await undo(ctx, await entryOf(second));
    expect(undone.data.product_name).toBe("Local Single Ride");
    const { bulk: rest } = await undoBulk(ctx, { bulkId: bulk.id, body: undoBody });
    await doJob(schema.worker, rest.id);
    const told = (await getBulk(ctx, rest.id)).refused.map(({ code, count }) => [code, count]);
    expect(Object.fromEntries(told)).toEqual({ changed_since: 1, already_undone: 1 });
  });

  test("that was canceled can be resumed, because there is no second undo", async () => {
    const before = await rows();
    const bulk = await done();
    const { bulk: undoing } = await undoBulk(ctx, { bulkId: bulk.id, body: undoBody });
    await cancelBulk(ctx, { bulkId: undoing.id });
    await doJob(schema.worker, undoing.id);
    expect(await getBulk(ctx, undoing.id)).toMatchObject({ state: "cancelled", counts: { changed: 0 } });
    await resumeBulk(ctx, { bulkId: undoing.id });
    for (let turn = 0; turn < 2; turn += 1) await doJob(schema.worker, undoing.id);
    expect(await getBulk(ctx, undoing.id)).toMatchObject({ state: "done", counts: { changed: PASSES } });
    expect(await rows()).toEqual(before);
  });

  test("of more passes than fit into a request is copied by a job and runs at once", async () => {
    await plantPasses(schema.owner, 1000);
    const [before, bulk] = [await rows(), await plan(ctx, { changes: CHANGES })];
    if (bulk.state === "planning") await doJob(schema.worker, bulk.id);
    const planned = await getBulk(ctx, bulk.id);
    await approved(planned);
    await start(ctx, planned);
    await doJob(schema.worker, bulk.id);
    const { bulk: undoing } = await undoBulk(ctx, { bulkId: bulk.id, body: undoBody });
    expect(undoing.state).toBe("planning");
    await doJob(schema.worker, undoing.id);
    expect((await getBulk(ctx, undoing.id)).state).toBe("queued");
    await doJob(schema.worker, undoing.id);
    expect(await getBulk(ctx, undoing.id)).toMatchObject({
      state: "done",
      counts: { changed: PASSES + 1000 },
    });
    expect(await rows()).toEqual(before);
  });
});
