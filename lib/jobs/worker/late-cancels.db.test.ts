import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { cancelArchiveRun } from "@/lib/archive/cancel-archive-run";
import { getArchiveRun } from "@/lib/archive/get-archive-run";
import { archiveRunJob } from "@/lib/archive/run-archive";
import { cancelBulk } from "@/lib/bulk/steps/cancel-bulk";
import { getBulk } from "@/lib/bulk/get-bulk";
import { BULK_RUN } from "@/lib/bulk/run/run-bulk-job";
import type { Context } from "@/lib/context";
import { cancelExport } from "@/lib/exports/cancel-export";
import { exportJob } from "@/lib/exports/run/run-export";
import { cancelJob } from "@/lib/jobs/cancel-job";
import type { JobHandler, JobRun } from "@/lib/jobs/job-run";
import { askedRun, plantPasses as plantOld } from "@/lib/testing/archived";
import { jobOf, plan, plantAsker, plantPasses, start } from "@/lib/testing/test-bulk";
import { exportRow, plantExport } from "@/lib/testing/test-export-runs";
import { runJobNow } from "@/lib/testing/test-job-run";

const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";
const PASSES = 20;
let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = await plantAsker(schema);
  await plantPasses(schema.owner, PASSES);
});
afterAll(async () => {
  await schema.drop();
  rmSync(folder, { recursive: true });
});

/** Something that a job does, from its request to what people see of its end. */
interface Work {
  handler: JobHandler;
  ask: () => Promise<{ id: string; job_id: string }>;
  cancel: (id: string) => Promise<unknown>;
  state: (id: string) => Promise<string>;
}

let asked = 0;
const WORK: Record<string, Work> = {
  export: {
    handler: exportJob,
    ask: () => plantExport(schema.owner, Number(ctx.actor?.id), { search: "sort=id" }),
    cancel: (id) => cancelExport(ctx, id),
    state: async (id) => (await exportRow(schema.owner, id)).state,
  },
  "archive run": {
    handler: archiveRunJob,
    ask: async () => {
      const id = 1000 + (asked += 1);
      await plantOld(schema.owner, [{ id, ended_days: 500 }], new Date());
      const { run_id, job_id } = await askedRun("archive", { policy: {} }, ctx);
      return { id: run_id, job_id };
    },
    cancel: (id) => cancelArchiveRun(ctx, id),
    state: async (id) => (await getArchiveRun(ctx, id)).state,
  },
  "bulk correction": {
    handler: BULK_RUN,
    ask: async () => {
      const { id } = await start(ctx, await plan(ctx, { changes: { product_name: `Name ${(asked += 1)}` } }));
      return { id, job_id: await jobOf(schema.owner, id) };
    },
    cancel: (bulkId) => cancelBulk(ctx, { bulkId, body: {} }),
    state: async (id) => (await getBulk(ctx, id)).state,
  },
};

/** A handler that does something at the `moment`th transaction of its run: before it, or while it is open. */
function at(handler: JobHandler, moment: number, isWithin: boolean, act: () => Promise<void>) {
  let [seen, acting] = [0, Promise.resolve()];
  const due = () => (seen += 1) === moment;
  const before = async () => {
    if (due()) await (isWithin ? undefined : act());
    return isWithin && seen === moment;
  };
  const run: JobHandler["run"] = (given, real, payload) => {
    const watched: JobRun = {
      ...real,
      transact: async (story) => {
        const isNow = await before();
        return real.transact(async (trx) => {
          const told = await story(trx);
          // Waits for this transaction, so nobody waits for it here.
          if (isNow) acting = act();
          return told;
        });
      },
      finish: async (story) => {
        const isNow = await before();
        return real.finish(async (trx) => {
          await story(trx);
          if (isNow) acting = act();
        });
      },
    };
    return handler.run(given, watched, payload);
  };
  return { handler: { ...handler, run }, settled: () => acting, transactions: () => seen };
}

/** Cancels at one moment. Answers whether the cancel was accepted, and how the work and its job ended. */
async function cancelAt(work: Work, moment: number, isWithin: boolean, how: "its own" | "the job's") {
  const { id, job_id } = await work.ask();
  let accepted: boolean | string | null = null;
  const cancel = async () => {
    const asking = how === "its own" ? work.cancel(id) : cancelJob(ctx, job_id);
    accepted = await asking.then(() => true, (error: Error) => error.message); // prettier-ignore
  };
  const watched = at(work.handler, moment, isWithin, cancel);
  let job = await runJobNow(schema.worker, watched.handler, job_id);
  await watched.settled();
  const reached = watched.transactions() >= moment;
  if (job.state === "queued") job = await runJobNow(schema.worker, work.handler, job_id);
  return {
    reached,
    accepted: accepted as boolean | string | null,
    state: await work.state(id),
    job: job.state,
  };
}

describe.each(Object.keys(WORK))("a cancel at any moment: %s", (name) => {
  const work = () => WORK[name] ?? fail();
  const fail = (): never => {
    throw new Error("unknown work");
  };

  test.each([
    ["its own", false],
    ["its own", true],
    ["the job's", false],
    ["the job's", true],
  ] as const)(
    "by %s cancel (within a transaction: %s) is kept if accepted, and refused once it is over",
    async (how, isWithin) => {
      let [kept, late] = [0, 0];
      for (let moment = 1; ; moment += 1) {
        const { reached, accepted, state, job } = await cancelAt(work(), moment, isWithin, how);
        if (!reached) break;
        if (accepted === true) {
          kept += 1;
          expect(state, `moment ${moment}`).toBe("cancelled");
        } else {
          late += 1;
          expect(accepted, `moment ${moment}`).toMatch(/already|is over|so it cannot be stopped/);
          expect(["done", "ready"], `moment ${moment}`).toContain(state);
          expect(job).toBe("done");
        }
      }
      expect(kept).toBeGreaterThan(0);
      // The last transaction ends both the work and its job: a cancel that waits for it comes too late.
      if (isWithin) expect(late).toBeGreaterThan(0);
      else expect(late).toBe(0);
    },
  );
});

test("nothing is left of a cancelled export", () => {
  expect(readdirSync(folder).filter((name) => !/^\d+\.csv$/.test(name))).toEqual([]);
});
