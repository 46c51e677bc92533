import "server-only";
import type { Database } from "@/db/connection";
import { lockHeldJob } from "@/db/jobs/job-claims";
import { endJob, type JobRow, removeOlderDeadJobs, requeueJob } from "@/db/jobs/jobs";
import { inMarkedSession } from "@/db/jobs/run-session";
import { type Transaction, withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import type { JobState } from "@/lib/jobs/job";
import { judgeOutcome, type Outcome, type Verdict } from "./job-outcome";
import type { JobHandler } from "@/lib/jobs/job-run";
import { type Progress, writeDone } from "./write-done";
import { pauseSchedule } from "@/lib/jobs/schedules/pause-schedule";
import { parsePayload } from "@/lib/jobs/payload";

/**
 * Writes the outcome of an attempt and, in the same transaction, whatever the handler's `ended` writes. Answers the
 * job's new state; null if another worker has it. Throws whatever the database or `ended` throws, and then writes
 * nothing.
 * @unauthorized It records the outcome of the machine's own attempt.
 */
export async function endRun(
  db: Database,
  ctx: Context,
  held: JobRow,
  handler: JobHandler,
  outcome: Outcome,
  progress: Progress | null,
): Promise<JobState | null> {
  return withTransaction(db, (trx) =>
    inMarkedSession(trx, held, async () => {
      const job = await lockHeldJob(trx, held);
      return job === null ? null : writeEnd(trx, ctx, { held, job, handler, outcome, progress });
    }),
  );
}

interface Ending {
  /** The job as it was claimed, and as it is now. */
  held: JobRow;
  job: JobRow;
  handler: JobHandler;
  outcome: Outcome;
  progress: Progress | null;
}

async function writeEnd(
  trx: Transaction,
  ctx: Context,
  { held, job, handler, outcome, progress }: Ending,
): Promise<JobState> {
  // Progress resets the count of attempts, or a long job would not survive a bad night.
  const has_advanced = progress !== null && progress.rows_done > Number(held.rows_done ?? 0);
  const attempts = has_advanced ? 1 : job.attempts;
  const verdict = judgeOutcome({ ...job, attempts }, outcome, ctx.requestId);
  if (verdict.to === "queued") await putBack(trx, job.id, verdict, attempts, progress);
  else if (verdict.to === "done") await writeDone(trx, job, progress);
  else await end(trx, ctx, job, handler, verdict, progress);
  return verdict.to;
}

async function putBack(
  trx: Transaction,
  id: string,
  { error, delay_s, is_uncounted }: Extract<Verdict, { to: "queued" }>,
  attempts: number,
  progress: Progress | null,
): Promise<void> {
  const counted = Math.max(0, is_uncounted ? attempts - 1 : attempts);
  await requeueJob(trx, id, { delay_s, error, progress, attempts: counted });
}

async function end(
  trx: Transaction,
  ctx: Context,
  job: JobRow,
  handler: JobHandler,
  { to, error, is_refused }: Extract<Verdict, { to: "dead" | "cancelled" }>,
  progress: Progress | null,
): Promise<void> {
  const { code, message } = error;
  await handler.ended?.(trx, ctx, parsePayload(job.payload), { job_id: job.id, state: to, code, message });
  await endJob(trx, job.id, { state: to, error_code: code, error_message: message, progress });
  const subject = { type: "job", id: job.id } as const;
  await publishEvent(trx, { event: "job.state", subject, data: { state: to } });
  // A refusal would repeat at every run, so the schedule is paused; a failure may not repeat.
  if (is_refused && job.subject_type === "schedule" && job.subject_id !== null) {
    await pauseSchedule(trx, ctx, job.subject_id, error.message);
  }
  if (to === "dead" && job.actor_id === null) await removeOlderDeadJobs(trx, job);
}
