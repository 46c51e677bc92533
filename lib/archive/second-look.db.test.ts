import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Transaction } from "@/db/transaction";
import type { JobHandler, JobRun } from "@/lib/jobs/job-run";
import { askedRun, plantPasses } from "@/lib/testing/archived";
import { plantUser } from "@/lib/testing/accounts";
import { testActor, testContext } from "@/lib/testing/test-context";
import { runJobNow } from "@/lib/testing/test-job-run";
import { getArchiveRun } from "./get-archive-run";
import { archiveRunJob, runArchive } from "./run-archive";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const [OLD, PASSES, HELD] = [500, 600, 7];
/* A table that holds little else is read, and waited for, as a whole. */
const OTHERS = 6_000;
let schema: TestSchema;
let admin: number;
let holder: Transaction;

beforeAll(async () => {
  schema = await createTestSchema();
  admin = await plantUser(schema.owner, "archive@example.com", { role: "admin" });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  for (const table of ["bytemark_pass", "bytemark_pass_archive", "pd_archive_run", "pd_job"]) {
    await schema.owner(table).delete();
  }
  const passes = Array.from({ length: PASSES + OTHERS }, (_, at) => ({
    id: at + 1,
    ended_days: at < PASSES ? OLD : -1,
  }));
  await plantPasses(schema.owner, passes, NOW);
  holder = await schema.owner.transaction();
  await holder("bytemark_pass").where({ id: HELD }).forUpdate().select("id");
});

afterEach(async () => {
  if (!holder.isCompleted()) await holder.rollback();
});

const context = () => testContext(schema.web, { at: NOW, actor: testActor("admin", String(admin)) });
const left = () => schema.owner("bytemark_pass").where("id", "<=", PASSES).pluck("id");

/* Archives by the policy; `onBatch` is called after each transaction. */
async function archived(onBatch: (rowsKept: number) => unknown = () => undefined) {
  const { run_id, job_id } = await askedRun("archive", { policy: {} }, context());
  const watched = (run: JobRun): JobRun => ({
    ...run,
    transact: async (story) => {
      const told = await run.transact(story);
      await onBatch(Number((await schema.owner("pd_archive_run").where({ id: run_id }).first("rows_kept"))?.rows_kept)); // prettier-ignore
      return told;
    },
  });
  const handler: JobHandler = {
    ...archiveRunJob,
    run: (ctx, run, payload) => runArchive(ctx, watched(run), payload),
  };
  await runJobNow(schema.worker, handler, job_id, { clock: context().clock });
  return getArchiveRun(context(), run_id);
}

test("a pass that was held when its batch came is archived in the end, once it is free", async () => {
  let isFreed = false;
  const run = await archived(async (kept) => {
    if (kept === 0 || isFreed) return;
    isFreed = true;
    await holder.rollback();
  });
  expect(isFreed).toBe(true);
  expect(run).toMatchObject({ state: "done", rows_done: PASSES, rows_kept: 0 });
  expect(await left()).toEqual([]);
});

test("one that stays held is counted as left, once, and the next run archives it", async () => {
  expect(await archived()).toMatchObject({ state: "done", rows_done: PASSES - 1, rows_kept: 1 });
  expect(await left()).toEqual([HELD]);
  await holder.rollback();
  expect(await archived()).toMatchObject({ state: "done", rows_done: 1, rows_kept: 0 });
  expect(await left()).toEqual([]);
});
