import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { testContext } from "@/lib/testing/test-context";
import { askFor, endWorker, judgeLedger, makeLedger, startWorker, until } from "@/lib/testing/job-ledger";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { drawn } from "@/db/testing/seed";

const IS_FULL = process.env["FAULT_FULL"] === "1";
const KILLS = IS_FULL ? 30 : 6;
const JOBS = IS_FULL ? 400 : 80;
const STEPS = 5;
const CLEAN = { lost: 0, doubled: 0, notDone: 0 };

let schema: TestSchema;
const children: ChildProcess[] = [];

beforeAll(async () => {
  schema = await createTestSchema();
  await makeLedger(schema.owner);
});
afterAll(() => schema.drop());
beforeEach(async () => {
  await schema.owner("pd_job").delete();
  await schema.owner("ledger_step").delete();
});
afterEach(async () => {
  for (const child of children.splice(0)) await endWorker(child, "SIGKILL");
});

function start(options: Parameters<typeof startWorker>[1]): ChildProcess {
  const child = startWorker(schema.url.owner, options);
  children.push(child);
  return child;
}
const doneSteps = async (ids: readonly string[]) =>
  (
    (await schema
      .owner("ledger_step")
      .whereIn("job_id", [...ids])
      .pluck("id")) as string[]
  ).length;
const allDone = (ids: readonly string[]) => async () =>
  (await judgeLedger(schema.owner, ids, STEPS)).notDone === 0;

test(`${KILLS} kills of workers among ${JOBS} jobs: every job is done exactly once, what was rolled back never, and all share`, async () => {
  const ids: string[] = [];
  for (let n = 0; n < JOBS; n++) ids.push(await askFor(schema.web, STEPS, 10));
  const rolledBack: string[] = [];
  for (let n = 0; n < 10; n++) {
    const story = withTransaction(schema.web, async (trx) => {
      const payload = { steps: STEPS, pause_ms: 1 };
      rolledBack.push(
        (await enqueueJob(trx, testContext(schema.web), { kind: "export.run", payload })) ?? "",
      );
      throw new Error("the request is refused after all");
    });
    await expect(story).rejects.toThrow("refused after all");
  }
  const lot = drawn("worker kills");
  const pool = [start({ lease_s: 1 }), start({ lease_s: 1 })];
  for (let kill = 1; kill <= KILLS; kill++) {
    const aim = Math.floor((JOBS * STEPS * kill) / (KILLS + 2));
    expect(await until(async () => (await doneSteps(ids)) >= aim)).toBe(true);
    const [victim] = pool.splice(Math.floor(lot() * pool.length), 1);
    if (victim) await endWorker(victim, "SIGKILL");
    pool.push(start({ lease_s: 1 }));
  }
  expect(await until(allDone(ids))).toBe(true);
  const verdict = await judgeLedger(schema.owner, ids, STEPS);
  expect(verdict).toMatchObject(CLEAN);
  expect(verdict.workers).toBeGreaterThan(2);
  const tookOver: unknown[] = await schema.owner("pd_job").where("fence", ">", 1).select("id");
  expect(tookOver.length, "no kill met a job under way: the run shows nothing").toBeGreaterThan(0);
  expect(await doneSteps(rolledBack)).toBe(0);
});

test("two workers share the work, and no job is done twice", async () => {
  const ids: string[] = [];
  // Each worker does its first step only once the other has a job too.
  for (let n = 0; n < 40; n++) ids.push(await askFor(schema.web, STEPS, 20, { isShared: true }));
  start({ lease_s: 30 });
  start({ lease_s: 30 });
  expect(await until(allDone(ids))).toBe(true);
  expect(await judgeLedger(schema.owner, ids, STEPS)).toMatchObject({ ...CLEAN, workers: 2 });
});

/**
 * Suspends a worker after it has read its second step and before it writes it, until another worker has finished the
 * job; then resumes it.
 */
async function raiseZombie(isFenced: boolean): Promise<Awaited<ReturnType<typeof judgeLedger>>> {
  const id = await askFor(schema.web, STEPS, 10);
  const zombie = start({ lease_s: 1, isFenced, stopsAt: 2 });
  expect(await until(async () => (await doneSteps([id])) >= 1)).toBe(true);
  start({ lease_s: 1, isFenced });
  expect(await until(allDone([id]))).toBe(true);
  // Once resumed, it writes its step before it sees the signal to end.
  await endWorker(zombie, "SIGTERM");
  return judgeLedger(schema.owner, [id], STEPS);
}

test("a worker suspended past its lease writes nothing when it resumes", async () => {
  expect(await raiseZombie(true)).toMatchObject(CLEAN);
});

test("control: without the fence the suspended worker's write lands a second time", async () => {
  expect((await raiseZombie(false)).doubled).toBeGreaterThan(0);
});

test("SIGTERM releases a running job at once, uncounted, and the worker exits 0", async () => {
  const id = await askFor(schema.web, STEPS, 400);
  const child = start({ lease_s: 30 });
  expect(await until(async () => (await doneSteps([id])) >= 1)).toBe(true);
  expect(await endWorker(child, "SIGTERM")).toBe(0);
  const row: unknown = await schema.owner("pd_job").where({ id }).first();
  expect(row).toMatchObject({ state: "queued", owner: null, lease_until: null });
  start({ lease_s: 30 });
  expect(await until(allDone([id]))).toBe(true);
  expect(await judgeLedger(schema.owner, [id], STEPS)).toMatchObject({ ...CLEAN, workers: 2 });
});

test("the worker itself keeps its schedules, does their jobs, and ends with 0 on SIGTERM", async () => {
  const command = ["--conditions=react-server", "--import", "tsx", "worker/main.ts"];
  const env = {
    ...process.env,
    DATABASE_URL: schema.url.web,
    WORKER_DATABASE_URL: schema.url.worker,
    AUTH_SECRET: "s".repeat(32),
    EXPORT_DIR: tmpdir(),
    LOG_LEVEL: "silent",
  };
  const child = spawn(process.execPath, command, { env, stdio: "inherit" });
  children.push(child);
  await until(async () => (await schema.owner("pd_schedule").pluck<string[]>("id")).length >= 6);
  await schema.owner("pd_schedule").update({ next_on: schema.owner.raw("NOW(3) - INTERVAL 1 HOUR") });
  const isSettled = async () =>
    (await schema.owner("pd_job").where({ kind: "pass.settle", state: "done" }).first("id")) !== undefined;
  expect(await until(isSettled)).toBe(true);
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
  expect(child.exitCode).toBe(0);
});
