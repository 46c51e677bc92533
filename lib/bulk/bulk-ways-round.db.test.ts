import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { JobRefused } from "@/lib/jobs/job-run";
import { retryJob } from "@/lib/jobs/retry-job";
import { BULK_REASON, doJob, jobOf, plan, plantAsker, plantPasses, start } from "@/lib/testing/test-bulk";
import { runJobNow } from "@/lib/testing/test-job-run";
import { BULK_RUN, endBulk } from "@/lib/bulk/run/run-bulk-job";
import { getBulk } from "./get-bulk";
import { BULK_PLAN } from "@/lib/bulk/plan/plan-bulk-job";
import { planBulk } from "@/lib/bulk/plan/plan-bulk";
import { pauseBulk } from "@/lib/bulk/steps/pause-bulk";
import { resumeBulk } from "@/lib/bulk/steps/resume-bulk";
import { retryBulk } from "@/lib/bulk/steps/retry-bulk";
import { undoBulk } from "@/lib/bulk/steps/undo-bulk";

let schema: TestSchema;
let ctx: Context;
const PASSES = 40;
const CHANGES = { product_name: "Extended" };
const body = { reason: { code: "other", note: "Put back after all." } };

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = await plantAsker(schema);
});
afterAll(() => schema.drop());
beforeEach(async () => {
  await schema.owner("pd_pass").delete();
  await plantPasses(schema.owner, PASSES);
});

async function started(): Promise<string> {
  const bulk = await plan(ctx, { changes: CHANGES });
  await start(ctx, bulk);
  return bulk.id;
}

const setBulk = (id: string, values: object) => schema.owner("pd_bulk").where({ id }).update(values);
const setJob = (id: string, values: object) => schema.owner("pd_job").where({ id }).update(values);

test("an undone bulk correction cannot be resumed in any way: the rest would never be put back", async () => {
  const id = await started();
  await doJob(schema.worker, id);
  // As if the run had been given up halfway.
  const items = schema.owner("pd_bulk_item").where({ bulk_id: id }).orderBy("pass_id").limit(10);
  await items.clone().update({ outcome: "failed", why: "row_locked", audit_id: null });
  await setBulk(id, { state: "failed", changed: PASSES - 10, failed: 10 });
  await undoBulk(ctx, { bulkId: id, body });
  const refused = { code: "already_done" };
  await expect(resumeBulk(ctx, { bulkId: id })).rejects.toMatchObject(refused);
  const jobId = await jobOf(schema.owner, id);
  await setJob(jobId, { state: "dead", unique_key: null });
  await retryJob(ctx, jobId);
  await doJob(schema.worker, id);
  expect(await getBulk(ctx, id)).toMatchObject({ state: "failed", counts: { changed: PASSES - 10 } });
  await setBulk(id, { state: "done" });
  await expect(retryBulk(ctx, { bulkId: id })).rejects.toMatchObject(refused);
});

test("an undo is not undone: the change would come back past whoever must approve it", async () => {
  const id = await started();
  await doJob(schema.worker, id);
  const { bulk: undo } = await undoBulk(ctx, { bulkId: id, body });
  await doJob(schema.worker, undo.id);
  await expect(undoBulk(ctx, { bulkId: undo.id, body })).rejects.toMatchObject({ code: "conflict" });
});

test("a job that is over ends nothing that another one has taken up", async () => {
  const id = await started();
  const old = await jobOf(schema.owner, id);
  await pauseBulk(ctx, { bulkId: id });
  await resumeBulk(ctx, { bulkId: id });
  const end = { state: "cancelled", code: "cancelled", message: "Cancelled." } as const;
  await withTransaction(schema.worker, (trx) => endBulk(trx, ctx, { bulk_id: id }, { ...end, job_id: old }));
  expect((await getBulk(ctx, id)).state).toBe("queued");
  const job_id = await jobOf(schema.owner, id);
  await withTransaction(schema.worker, (trx) => endBulk(trx, ctx, { bulk_id: id }, { ...end, job_id }));
  expect((await getBulk(ctx, id)).state).toBe("cancelled");
});

test("a job that cannot be read is given up at once", async () => {
  const id = await started();
  const jobId = await jobOf(schema.owner, id);
  await setJob(jobId, { payload: JSON.stringify({ nothing: 1 }) });
  for (const handler of [BULK_RUN, BULK_PLAN]) {
    const given_up = { state: "dead", error_code: "invalid_payload", attempts: 1 };
    expect(await runJobNow(schema.worker, handler, jobId)).toMatchObject(given_up);
    await setJob(jobId, { state: "queued", attempts: 0 });
  }
});

test("a plan that was given up continues when its job is retried", async () => {
  await plantPasses(schema.owner, 2000);
  const bulk = await plan(ctx, { changes: CHANGES });
  expect(bulk.state).toBe("planning");
  const jobId = await jobOf(schema.owner, bulk.id);
  const run = async () => {
    throw new JobRefused("x", "It was given up.");
  };
  await runJobNow(schema.worker, { ...BULK_PLAN, run }, jobId);
  expect(await getBulk(ctx, bulk.id)).toMatchObject({ state: "failed", error: "It was given up." });
  await retryJob(ctx, jobId);
  await doJob(schema.worker, bulk.id);
  expect(await getBulk(ctx, bulk.id)).toMatchObject({
    state: "planned",
    error: null,
    counts: { will_change: PASSES + 2000 },
  });
});

test("the same key at the same moment makes one plan", async () => {
  const ask = { query: { product_uuid: "prod-bulk" }, changes: CHANGES, reason: BULK_REASON };
  const all = await Promise.all(
    Array.from({ length: 4 }, () => planBulk(ctx, { body: ask, idempotencyKey: "at-once" })),
  );
  expect(new Set(all.map(({ bulk }) => bulk.id)).size).toBe(1);
});
