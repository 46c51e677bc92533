import "server-only";
import type { Database } from "@/db/connection";
import { endJob, type EndedJob, type JobRow, lockHeldJob, removeOlderDeadJobs, requeueJob } from "@/db/jobs";
import { type Transaction, withTransaction } from "@/db/transaction";
import type { Context } from "../context";
import { AppError } from "../errors";
import { publishEvent } from "../events/publish-event";
import type { JobState } from "./job";
import { type JobEnd, type JobHandler, JobRefused } from "./job-run";
import { parsePayload } from "./payload";
import type { Progress } from "./open-run";

const FIRST_DELAY_S = 2;
const LONGEST_DELAY_S = 3600;

/** How one attempt came out. */
export type Outcome =
  | { kind: "done" }
  | { kind: "cancelled" }
  /** The worker ends; another goes on at once and the attempt does not count. */
  | { kind: "released" }
  | { kind: "failed"; error: unknown; is_uncounted: boolean }
  /** Its end could not be written: it ends another time. */
  | { kind: "unended"; error: unknown };

/** Seconds until the next attempt: anything up to a bound that doubles, so that those who failed together come apart. */
export function retryDelay(attempt: number, retryAfter_s = 0): number {
  const bound = Math.min(LONGEST_DELAY_S, FIRST_DELAY_S * 2 ** Math.min(attempt, 20));
  return Math.max(retryAfter_s, Math.random() * bound);
}

/** What people and programs are told of a failure; the cause is in the log alone. */
export function describeFailure(error: unknown, requestId: string): { code: string; message: string } {
  if (error instanceof AppError || error instanceof JobRefused) {
    return { code: error.code, message: error.message.slice(0, 500) };
  }
  return { code: "failed", message: `The job failed. The log has the cause under ${requestId}.` };
}

/* What is refused for what it is stays refused; what met somebody else's change or a limit may pass later. */
function isFinal(error: unknown): boolean {
  if (error instanceof JobRefused) return true;
  return error instanceof AppError && error.status < 500 && ![409, 412, 429].includes(error.status);
}

/**
 * Writes how an attempt came out, together with what the handler makes of an end without success, and answers the job's new
 * state; null when another worker has it. Throws whatever the database or `ended` throws, and then nothing is written.
 */
export async function endRun(
  db: Database,
  ctx: Context,
  job: JobRow,
  handler: JobHandler,
  outcome: Outcome,
  progress: Progress | null,
): Promise<JobState | null> {
  return withTransaction(db, async (trx) => {
    const now = await lockHeldJob(trx, job);
    if (now === null) return null;
    const state = await write(trx, ctx, now, handler, outcome, progress);
    // What the machine does for itself is news only when it fails.
    if (state !== "queued" && (now.actor_id !== null || state !== "done")) {
      await publishEvent(trx, {
        event: "job.state",
        subject: { type: "job", id: job.id },
        data: { state },
      });
    }
    return state;
  });
}

async function write(
  trx: Transaction,
  ctx: Context,
  job: JobRow,
  handler: JobHandler,
  outcome: Outcome,
  progress: Progress | null,
): Promise<JobState> {
  const end = async (ended: Omit<EndedJob, "progress">): Promise<JobState> => {
    if (ended.state !== "done") {
      const told: JobEnd = {
        state: ended.state,
        code: ended.error_code ?? "",
        message: ended.error_message ?? "",
      };
      await handler.ended?.(trx, ctx, parsePayload(job.payload), told);
    }
    await endJob(trx, job.id, { ...ended, progress });
    if (ended.state === "dead" && job.actor_id === null) await removeOlderDeadJobs(trx, job);
    return ended.state;
  };
  if (outcome.kind === "done") return end({ state: "done", error_code: null, error_message: null });
  if (outcome.kind === "cancelled" || (outcome.kind === "failed" && job.cancel_asked_on !== null)) {
    return end({ state: "cancelled", error_code: "cancelled", error_message: "Cancelled." });
  }
  if (outcome.kind === "released") {
    await requeueJob(trx, job.id, { delay_s: 0, is_uncounted: true, error: null, progress });
    return "queued";
  }
  if (outcome.kind === "unended") {
    const error = describeFailure(outcome.error, ctx.requestId);
    const delay_s = retryDelay(job.attempts);
    await requeueJob(trx, job.id, { delay_s, is_uncounted: true, error, progress });
    return "queued";
  }
  const { error, is_uncounted } = outcome;
  const told = describeFailure(error, ctx.requestId);
  if (isFinal(error) || (!is_uncounted && job.attempts >= job.most_attempts)) {
    return end({ state: "dead", error_code: told.code, error_message: told.message });
  }
  const retryAfter_s = error instanceof AppError ? error.retryAfter_s : undefined;
  const delay_s = is_uncounted ? Math.random() : retryDelay(job.attempts, retryAfter_s);
  await requeueJob(trx, job.id, { delay_s, is_uncounted, error: told, progress });
  return "queued";
}
