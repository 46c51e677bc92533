import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { drawn } from "@/db/testing/seed";
import { withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { doJob, jobOf, ledger, plan, plantAsker, plantPasses, start } from "@/lib/testing/test-bulk";
import { openTestRun, runJobNow } from "@/lib/testing/test-job-run";
import type { BulkDetail } from "@/lib/bulk/bulk";
import { approveBulk } from "@/lib/bulk/steps/approve-bulk";
import { getBulk } from "@/lib/bulk/get-bulk";
import { pauseBulk } from "@/lib/bulk/steps/pause-bulk";
import { resumeBulk } from "@/lib/bulk/steps/resume-bulk";
import { runBatch } from "./run-batch";
import { BULK_RUN } from "./run-bulk-job";

const IS_FULL = process.env["FAULT_FULL"] === "1";
const PASSES = IS_FULL ? 60_000 : 8000;
const KILLS = IS_FULL ? 20 : 5;
const CHANGES = { expiration: { shift: "+2d" } };

let schema: TestSchema | undefined;
let server: KillableServer | undefined;
const urls = { ...process.env };

afterEach(async () => {
  if (server) await Promise.all([schema?.owner.destroy(), schema?.web.destroy(), schema?.worker.destroy()]);
  else await schema?.drop();
  await server?.remove();
  for (const name of ["MIGRATION_DATABASE_URL", "DATABASE_URL", "WORKER_DATABASE_URL"]) {
    process.env[name] = urls[name] ?? "";
  }
  [schema, server] = [undefined, undefined];
});

async function queued(count: number): Promise<{ schema: TestSchema; ctx: Context; bulk: BulkDetail }> {
  const made = await createTestSchema();
  schema = made;
  const ctx = await plantAsker(made);
  await plantPasses(made.owner, count);
  const planned = await plan(ctx, { changes: CHANGES });
  if (planned.state === "planning") await doJob(made.worker, planned.id);
  const bulk = await getBulk(ctx, planned.id);
  const second = testContext(made.web, { actor: testActor("manager", "99") });
  if (bulk.needs_approval) await approveBulk(second, { bulkId: bulk.id });
  await start(ctx, bulk);
  return { schema: made, ctx, bulk };
}

/* By how many days passes have moved: 2 if corrected once, 4 if twice. */
async function movedDays(made: TestSchema): Promise<{ days: number; passes: number }[]> {
  const [rows] = (await made.owner.raw(
    `SELECT FLOOR((TO_SECONDS(p.expiration) - TO_SECONDS(JSON_VALUE(a.before_values, '$.expiration'))) / 86400) AS days,
       COUNT(*) AS passes FROM pd_pass p LEFT JOIN pd_audit a ON a.action = 'pass.correct' AND a.subject_id = p.id
     GROUP BY days`,
  )) as [{ days: string; passes: string }[]];
  return rows.map(({ days, passes }) => ({ days: Number(days), passes: Number(passes) }));
}

async function changedSoFar(made: TestSchema, bulkId: string): Promise<number> {
  const row = await made.owner("pd_bulk").where({ id: bulkId }).first<{ changed: number }>("changed");
  return row?.changed ?? 0;
}

async function expectWhole(made: TestSchema, ctx: Context, bulk: BulkDetail, passes: number): Promise<void> {
  const ended = await getBulk(ctx, bulk.id);
  expect(ended).toMatchObject({ state: "done", counts: { changed: passes, skipped: 0, failed: 0 } });
  expect(await ledger(made.owner, bulk.id)).toMatchObject({
    items: passes, changed: passes, waiting: 0, unsigned_items: 0, distinct_entries: passes, entries: passes,
  }); // prettier-ignore
  expect(await movedDays(made)).toEqual([{ days: 2, passes }]);
}

function startChild(jobId: string, made: TestSchema): ChildProcess {
  return fork(resolve(import.meta.dirname, "../../testing/carry-out-once.ts"), [jobId], {
    execArgv: ["--import", "tsx", "--conditions=react-server"],
    env: { ...process.env, WORKER_DATABASE_URL: made.url.worker },
  });
}

const lot = drawn("bulk kills");
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

describe("killed", () => {
  test(`${KILLS} times in the middle, a run goes on where it was: each pass once, each with its entry`, async () => {
    const { schema: made, ctx, bulk } = await queued(PASSES);
    const jobId = await jobOf(made.owner, bulk.id);
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild(jobId, made);
      await once(child, "message");
      const before = await changedSoFar(made, bulk.id);
      child.send("one batch");
      while ((await changedSoFar(made, bulk.id)) === before) await pause(2);
      child.send("one batch");
      await pause(lot() * 60);
      child.kill("SIGKILL");
      await once(child, "exit");
      const { changed, entries, batches } = await ledger(made.owner, bulk.id);
      expect([changed, entries]).toEqual([await changedSoFar(made, bulk.id), changed]);
      expect(batches).toBeGreaterThan(0);
    }
    // Each worker was allowed two batches at most.
    expect(await changedSoFar(made, bulk.id)).toBeLessThan(PASSES);
    expect(await doJob(made.worker, bulk.id)).toMatchObject({ state: "done" });
    await expectWhole(made, ctx, bulk, PASSES);
  });

  test("with its database, it loses no batch that was committed and doubles none", async () => {
    server = await startKillableServer({ isDurable: true });
    Object.assign(process.env, server.urls);
    const { schema: made, ctx, bulk } = await queued(4000);
    for (let kill = 0; kill < 2; kill += 1) {
      const running = doJob(made.worker, bulk.id).catch(() => null);
      const before = await changedSoFar(made, bulk.id);
      while ((await changedSoFar(made, bulk.id)) === before) await pause(2);
      await pause(lot() * 40);
      await server.kill();
      await server.start();
      await running;
      const { changed, entries } = await ledger(made.owner, bulk.id);
      expect([changed, entries]).toEqual([await changedSoFar(made, bulk.id), changed]);
    }
    for (let turn = 0; turn < 3; turn += 1) await doJob(made.worker, bulk.id);
    await expectWhole(made, ctx, bulk, 4000);
  });
});

describe("a worker that comes back after another has taken over", () => {
  test("writes nothing more", async () => {
    const { schema: made, ctx, bulk } = await queued(900);
    const jobId = await jobOf(made.owner, bulk.id);
    const zombie = await openTestRun(made.worker, jobId);
    const successor = await openTestRun(made.worker, jobId);
    await made.owner("pd_bulk").where({ id: bulk.id }).update({ state: "running" });
    const request = { bulk_id: bulk.id, job_id: jobId, after: 0, limit: 500, gives_up: false };
    const late = zombie.run.transact((trx) => runBatch(ctx, trx, request));
    await expect(late).rejects.toMatchObject({ why: "lease_lost" });
    expect(await ledger(made.owner, bulk.id)).toMatchObject({ changed: 0, entries: 0, batches: 0 });
    // Control: without the fence the same batch is written.
    await withTransaction(made.worker, (trx) => runBatch(ctx, trx, request));
    expect(await ledger(made.owner, bulk.id)).toMatchObject({ changed: 500, entries: 500, batches: 1 });
    zombie.close();
    successor.close();
    await doJob(made.worker, bulk.id);
    await expectWhole(made, ctx, bulk, 900);
  });

  test("a job from before a pause does nothing once a newer one has the work", async () => {
    const { schema: made, ctx, bulk } = await queued(300);
    const older = await jobOf(made.owner, bulk.id);
    await pauseBulk(ctx, { bulkId: bulk.id });
    await doJob(made.worker, bulk.id);
    await resumeBulk(ctx, { bulkId: bulk.id });
    expect(await jobOf(made.owner, bulk.id)).not.toBe(older);
    await made.owner("pd_job").where({ id: older }).update({ state: "queued" });
    expect(await runJobNow(made.worker, BULK_RUN, older)).toMatchObject({ state: "done" });
    expect((await getBulk(ctx, bulk.id)).state).toBe("queued");
    expect(await ledger(made.owner, bulk.id)).toMatchObject({ changed: 0, batches: 0 });
    // In the midst of the newer one's work too.
    const late = { bulk_id: bulk.id, job_id: older, after: 0, limit: 100, gives_up: false };
    await made.owner("pd_bulk").where({ id: bulk.id }).update({ state: "running" });
    expect(await withTransaction(made.worker, (trx) => runBatch(ctx, trx, late))).toBeNull();
    await doJob(made.worker, bulk.id);
    await expectWhole(made, ctx, bulk, 300);
  });

  test("two at once share the passes and double none", async () => {
    const { schema: made, ctx, bulk } = await queued(2000);
    const jobId = await jobOf(made.owner, bulk.id);
    await made.owner("pd_bulk").where({ id: bulk.id }).update({ state: "running" });
    const request = { bulk_id: bulk.id, job_id: jobId, after: 0, limit: 250, gives_up: false };
    const worker = async () => {
      for (;;) {
        const result = await withTransaction(made.worker, (trx) => runBatch(ctx, trx, request));
        if (result === null || result.last === null) return;
      }
    };
    await Promise.all([worker(), worker(), worker()]);
    await doJob(made.worker, bulk.id);
    await expectWhole(made, ctx, bulk, 2000);
  });
});

test("control: items that are written beside the transaction are lost, and the ledger sees it", async () => {
  const { schema: made, ctx, bulk } = await queued(600);
  const jobId = await jobOf(made.owner, bulk.id);
  await made.owner("pd_bulk").where({ id: bulk.id }).update({ state: "running" });
  const planned = await made.owner("pd_bulk_item").where({ bulk_id: bulk.id });
  const request = { bulk_id: bulk.id, job_id: jobId, after: 0, limit: 300, gives_up: false };
  await withTransaction(made.worker, (trx) => runBatch(ctx, trx, request));
  await made.owner("pd_bulk_item").where({ bulk_id: bulk.id }).delete();
  await made.owner("pd_bulk_item").insert(planned);
  await doJob(made.worker, bulk.id);
  await expect(expectWhole(made, ctx, bulk, 600)).rejects.toThrow();
  // The version still keeps each pass from moving twice.
  expect(await movedDays(made)).toEqual([{ days: 2, passes: 600 }]);
});
