import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { doJob, ledger, plan, plantAsker, plantPasses, start } from "@/lib/testing/test-bulk";
import { approveBulk } from "@/lib/bulk/steps/approve-bulk";
import { changeBulkSettings } from "./change-bulk-settings";
import { readBulkSettings } from "./read-bulk-settings";
import { getBulk } from "./get-bulk";
import { planBulk } from "@/lib/bulk/plan/plan-bulk";
import { runBulk } from "@/lib/bulk/steps/run-bulk";
import { cancelBulk } from "@/lib/bulk/steps/cancel-bulk";
import { pauseBulk } from "@/lib/bulk/steps/pause-bulk";
import { resumeBulk } from "@/lib/bulk/steps/resume-bulk";
import { retryBulk } from "@/lib/bulk/steps/retry-bulk";

let schema: TestSchema;
let ctx: Context;
const PASSES = 1300;
const CHANGES = { expiration: { shift: "+2d" }, product_name: "Extended" };

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = await plantAsker(schema);
});
afterAll(() => schema.drop());
beforeEach(async () => {
  for (const table of ["bytemark_pass", "pd_pass_pin"]) await schema.owner(table).delete();
  await schema.owner("pd_setting").where({ name: "bulk.approval_threshold" }).delete();
  await plantPasses(schema.owner, PASSES);
});

const rows = (columns: string[] = ["id", "expiration", "product_name", "resolved_by", "user_id"]) =>
  schema.owner("pd_pass").select<{ id: number }[]>(...columns).orderBy("id"); // prettier-ignore
const ids = async () => (await rows(["id"])).map((row) => row.id);
async function approved(bulk: { id: string }): Promise<void> {
  await approveBulk(testContext(schema.web, { actor: testActor("manager", "99") }), { bulkId: bulk.id });
}

describe("a plan", () => {
  test("tells every outcome, changes nothing, and shows before and after", async () => {
    const [first = 0, second = 0, third = 0] = await ids();
    await schema.owner("pd_pass").where({ id: first }).update({ expiration: null });
    await schema.owner("bytemark_pass").where({ id: second }).update({ time_used: "2027-12-31 00:00:00" });
    const before = await rows();
    const bulk = await plan(ctx, { changes: { expiration: { shift: "+2d" } } });
    expect(bulk).toMatchObject({ state: "planned", needs_approval: true, search: "product_uuid=prod-bulk" });
    expect(bulk.counts).toMatchObject({ matched: PASSES, will_change: PASSES - 2, refused: 2, unchanged: 0 });
    expect(bulk.refused.map(({ code, count }) => [code, count])).toEqual(
      expect.arrayContaining([["nothing_to_move", 1], ["expiration_before_first_use", 1]]), // prettier-ignore
    );
    expect(bulk.sample[0]).toMatchObject({ pass_id: String(third), product_name: "Local Single Ride" });
    expect(bulk.sample[0]?.changes).toEqual([
      { field: "expiration", before: "2027-10-28T00:02:00.000Z", after: "2027-10-30T00:02:00.000Z" },
    ]);
    const other = await getBulk(ctx, bulk.id, 3);
    expect(other.sample).toHaveLength(5);
    expect(other.sample).not.toEqual(bulk.sample);
    expect(await rows()).toEqual(before);
  });

  test("of picked passes tells which do not exist, and twice under one key is one", async () => {
    const [first = 0] = await ids();
    const body = {
      pass_ids: [String(first), "999999"],
      changes: { uses_count: 0 },
      reason: { code: "other", note: "Tried." },
    };
    const one = await planBulk(ctx, { body, idempotencyKey: "k1" });
    const two = await planBulk(ctx, { body, idempotencyKey: "k1" });
    expect(one.bulk.counts).toMatchObject({ matched: 2, unchanged: 1, refused: 1, will_change: 0 });
    expect([two.bulk.id, two.replayed]).toEqual([one.bulk.id, true]);
    await expect(
      planBulk(ctx, { body: { ...body, changes: { uses_count: 1 } }, idempotencyKey: "k1" }),
    ).rejects.toMatchObject({ code: "idempotency_mismatch" });
  });

  test.each([
    ["no field", { changes: {} }, "no_change"],
    [
      "a number no pass can have",
      { query: undefined, pass_ids: ["9999999999"], changes: { uses_count: 1 } },
      "invalid_body",
    ],
    ["a field that cannot be corrected", { changes: { nothing: 1 } }, "invalid_body"],
    ["a move in words", { changes: { expiration: { shift: "2 days" } } }, "invalid_change"],
    ["a text that is moved", { changes: { product_name: { shift: "+1d" } } }, "invalid_change"],
    ["an unknown status", { changes: { status: "USED" } }, "invalid_change"],
    [
      "a status without a case",
      { changes: { status: "EXPIRED" }, reason: { code: "other", note: "No case." } },
      "invalid_change",
    ],
    ["a rider who is not there", { changes: { user_id: "4242" } }, "invalid_change"],
    ["no reason", { changes: { uses_count: 1 }, reason: undefined }, "invalid_change"],
    [
      "a pin that has ended",
      { changes: { uses_count: 1 }, pin_until: "2020-01-01T00:00:00Z" },
      "invalid_change",
    ],
    [
      "a search for an address",
      { changes: { uses_count: 1 }, query: { q: "rider@example.com" } },
      "invalid_parameter",
    ],
    [
      "a search for a name",
      { changes: { uses_count: 1 }, query: { search: "q=Denise Okafor" } },
      "invalid_parameter",
    ],
    ["archived passes", { changes: { uses_count: 1 }, query: { archived: "only" } }, "invalid_parameter"],
    ["neither passes nor a query", { changes: { uses_count: 1 }, query: undefined }, "invalid_parameter"],
    ["passes and a query", { changes: { uses_count: 1 }, pass_ids: ["1"] }, "invalid_parameter"],
    [
      "more than 500 picked",
      { changes: { uses_count: 1 }, query: undefined, pass_ids: Array(501).fill("1") },
      "invalid_body",
    ],
    ["an unknown member", { changes: { uses_count: 1 }, more: 1 }, "invalid_body"],
  ])("%s is refused and nothing is kept", async (_name, ask, code) => {
    const count = async () => (await schema.owner("pd_bulk").count({ n: "*" }))[0]?.["n"];
    const before = await count();
    await expect(plan(ctx, ask)).rejects.toMatchObject({ code });
    expect(await count()).toEqual(before);
  });

  test("too large to wait for is made by a job, is not grown by rows that come in, and goes on where it stopped", async () => {
    await plantPasses(schema.owner, 5200);
    const bulk = await plan(ctx, { changes: CHANGES });
    expect(bulk).toMatchObject({ state: "planning", counts: { matched: 0 } });
    await plantPasses(schema.owner, 10);
    const stop = new AbortController();
    // Stopped after its first step, as if the worker ended.
    const first = doJob(schema.worker, bulk.id, { signal: stop.signal });
    await expect.poll(async () => Number((await schema.owner("pd_bulk").where({ id: bulk.id }).first<{ matched: number }>())?.matched ?? 0), { interval: 2, timeout: 20_000 }).toBeGreaterThan(0); // prettier-ignore
    stop.abort();
    await first;
    expect(await doJob(schema.worker, bulk.id)).toMatchObject({ state: "done" });
    const planned = await getBulk(ctx, bulk.id);
    expect(planned).toMatchObject({ state: "planned", counts: { matched: 6500, will_change: 6500 } });
    expect(await ledger(schema.owner, bulk.id)).toMatchObject({ items: 6500, waiting: 6500 });
  });
});

describe("approval", () => {
  test("over the threshold somebody else must approve, never the planner", async () => {
    const bulk = await plan(ctx, { changes: CHANGES });
    await expect(start(ctx, bulk)).rejects.toMatchObject({ code: "approval_needed" });
    await expect(approveBulk(ctx, { bulkId: bulk.id })).rejects.toMatchObject({ code: "forbidden" });
    await approved(bulk);
    await expect(approved(bulk)).rejects.toMatchObject({ code: "already_done" });
    expect((await start(ctx, bulk)).state).toBe("queued");
  });

  test("the threshold is a setting of admins, and records its change", async () => {
    expect(await readBulkSettings(ctx)).toEqual({ approval_threshold: 1000 });
    expect(await changeBulkSettings(ctx, { approval_threshold: 5000 })).toEqual({ approval_threshold: 5000 });
    const entry = await schema
      .owner("pd_audit")
      .where({ action: "setting.change" })
      .orderBy("id", "desc")
      .first<object>();
    expect(JSON.stringify(entry)).toContain("5000");
    expect((await plan(ctx, { changes: CHANGES })).needs_approval).toBe(false);
    await expect(changeBulkSettings(ctx, { approval_threshold: -1 })).rejects.toMatchObject({
      code: "invalid_change",
    });
    const manager = { ...ctx, actor: testActor("manager", "99") };
    await expect(changeBulkSettings(manager, { approval_threshold: 1 })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  test("the count must be confirmed, and only the planner can start the run", async () => {
    const [first = 0] = await ids();
    const bulk = await plan(ctx, { query: undefined, pass_ids: [String(first)], changes: CHANGES });
    await expect(runBulk(ctx, { bulkId: bulk.id, body: { confirm_count: 2 } })).rejects.toMatchObject({
      code: "count_mismatch",
    });
    const other = testContext(schema.web, { actor: testActor("admin", "98") });
    await expect(start(other, bulk)).rejects.toMatchObject({ code: "forbidden" });
    expect((await getBulk(ctx, bulk.id)).state).toBe("planned");
  });
});

describe("a run", () => {
  test("changes each pass once with its own entry, and what changed since the plan is left alone and listed", async () => {
    const bulk = await plan(ctx, { changes: CHANGES, pin_until: null });
    await approved(bulk);
    const [first = 0, second = 0, third = 0] = await ids();
    await schema.owner("pd_pass").where({ id: first }).update({ uses_count: 7 });
    await schema.owner("pd_pass").where({ id: second }).delete();
    await start(ctx, bulk);
    await doJob(schema.worker, bulk.id);
    const after = await getBulk(ctx, bulk.id);
    expect(after).toMatchObject({ state: "done", counts: { changed: PASSES - 2, skipped: 2, failed: 0 } });
    expect(after.refused.map(({ code }) => code).sort()).toEqual(["changed_since", "gone"]);
    const { batches, ...whole } = await ledger(schema.owner, bulk.id);
    // A batch has at most 500 passes.
    expect(batches).toBeGreaterThanOrEqual(3);
    expect(whole).toEqual({
      items: PASSES, changed: PASSES - 2, skipped: 2, waiting: 0, unsigned_items: 0,
      distinct_entries: PASSES - 2, entries: PASSES - 2,
    }); // prettier-ignore
    const [, kept] = await rows(["id", "product_name", "uses_count"]);
    expect(kept).toMatchObject({ id: third, product_name: "Extended" });
    expect((await rows())[0]).toMatchObject({ product_name: "Local Single Ride" });
    expect(await schema.owner("pd_pass_pin").select("field")).toHaveLength(2 * (PASSES - 2));
    const entry = await schema
      .owner("pd_audit")
      .where({ op_id: `bulk-${bulk.id}-${third}` })
      .first<Record<string, unknown>>();
    expect(entry).toMatchObject({
      actor_name: "Test admin",
      reason_code: "service_disruption",
      case_ref: "CS-1",
    });
    expect(JSON.stringify(entry?.["before_values"])).toContain("2027-10-28T00:02:00.000Z");
  });

  test("pauses between batches, resumes, and is canceled for good", async () => {
    const bulk = await plan(ctx, { changes: CHANGES });
    await approved(bulk);
    await start(ctx, bulk);
    expect((await pauseBulk(ctx, { bulkId: bulk.id })).bulk.state).toBe("paused");
    // The job that was still waiting finds nothing to do.
    expect(await doJob(schema.worker, bulk.id)).toMatchObject({ state: "done" });
    expect(await ledger(schema.owner, bulk.id)).toMatchObject({ changed: 0 });
    expect((await resumeBulk(ctx, { bulkId: bulk.id })).bulk.state).toBe("queued");
    const running = doJob(schema.worker, bulk.id);
    await expect
      .poll(async () => (await getBulk(ctx, bulk.id)).counts.changed, { interval: 2, timeout: 20_000 })
      .toBeGreaterThan(0);
    const stopping = await cancelBulk(ctx, { bulkId: bulk.id });
    await running;
    const ended = await getBulk(ctx, bulk.id);
    expect(["cancelling", "cancelled"]).toContain(stopping.bulk.state);
    expect(ended.state).toBe("cancelled");
    const { changed, entries, waiting } = await ledger(schema.owner, bulk.id);
    expect([changed, entries]).toEqual([ended.counts.changed, ended.counts.changed]);
    expect(Number(changed) + Number(waiting)).toBe(PASSES);
    await expect(resumeBulk(ctx, { bulkId: bulk.id })).rejects.toMatchObject({ code: "conflict" });
  });

  test("a row locked by somebody fails in the end, and is tried again on demand", async () => {
    const [first = 0, second = 0] = await ids();
    const bulk = await plan(ctx, {
      query: undefined,
      pass_ids: [String(first), String(second)],
      changes: CHANGES,
    });
    await start(ctx, bulk);
    const holder = await schema.owner.transaction();
    await holder("pd_pass").where({ id: first }).forUpdate();
    await doJob(schema.worker, bulk.id);
    await holder.rollback();
    const ended = await getBulk(ctx, bulk.id);
    expect(ended).toMatchObject({ state: "done", counts: { changed: 1, failed: 1 } });
    expect(ended.refused).toMatchObject([{ outcome: "failed", code: "row_locked", count: 1 }]);
    await retryBulk(ctx, { bulkId: bulk.id });
    await doJob(schema.worker, bulk.id);
    const again = await getBulk(ctx, bulk.id);
    expect(again).toMatchObject({ state: "done", refused: [], counts: { changed: 2, failed: 0 } });
  });

  test("ends with a sentence when the asker loses the right, and writes nothing more", async () => {
    const asker = await plantAsker(schema, `lost-${Date.now()}@example.com`);
    const bulk = await plan(asker, { changes: CHANGES });
    await approved(bulk);
    await start(asker, bulk);
    await schema.owner("pd_user").where("id", asker.actor?.id).update({ role: "support" });
    expect(await doJob(schema.worker, bulk.id)).toMatchObject({ state: "dead" });
    expect(await getBulk(ctx, bulk.id)).toMatchObject({
      state: "failed",
      error: expect.stringContaining("may not correct") as string,
    });
    expect(await ledger(schema.owner, bulk.id)).toMatchObject({ changed: 0, entries: 0 });
  });
});
