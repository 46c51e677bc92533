import { randomUUID } from "node:crypto";
import type { Database } from "@/db/connection";
import { takeJobById } from "@/db/jobs/job-claims";
import { findJob, type JobRow } from "@/db/jobs/jobs";
import { withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { LEASE_S } from "@/lib/jobs/job";
import type { JobHandler } from "@/lib/jobs/job-run";
import { type OpenRun, openRun } from "@/lib/jobs/worker/open-run";
import { runJob } from "@/lib/jobs/worker/run-job";
import { testContext } from "./test-context";

interface Given extends Partial<Context> {
  lease_s?: number;
}

async function take(db: Database, jobId: string, lease_s: number): Promise<JobRow> {
  const job = await withTransaction(db, (trx) =>
    takeJobById(trx, jobId, { owner: `test-${randomUUID()}`, lease_s }),
  );
  if (job === null) throw new Error(`there is no job ${jobId}`);
  return job;
}

/**
 * Makes one attempt at a job at once, as the worker would: claim, run, end. Answers the job's row afterwards. `signal`
 * plays the worker's SIGTERM; the other options go into the handler's context.
 */
export async function runJobNow(
  db: Database,
  handler: JobHandler,
  jobId: string,
  { lease_s = LEASE_S, signal, ...given }: Given = {},
): Promise<JobRow> {
  const job = await take(db, jobId, lease_s);
  const ending = signal ?? new AbortController().signal;
  const makeContext = (row: JobRow, aborted: AbortSignal) =>
    testContext(db, {
      actor: null,
      requestId: `job-${row.id}-${row.attempts}`,
      ...given,
      signal: aborted,
    });
  await runJob({ db, control: db, lease_s, ending, makeContext }, job, handler);
  const after = await findJob(db, jobId);
  if (after === null) throw new Error(`job ${jobId} is gone`);
  return after;
}

/** Claims a job and answers its open run, which the test can stop. Call `close` afterwards; nothing ends the job. */
export async function openTestRun(db: Database, jobId: string, lease_s: number = LEASE_S): Promise<OpenRun> {
  const job = await take(db, jobId, lease_s);
  return openRun({ db, control: db }, job, lease_s, testContext(db).log);
}
