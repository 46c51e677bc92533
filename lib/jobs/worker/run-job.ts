import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { JobRow } from "@/db/jobs/jobs";
import { type DatabaseFault, databaseFault, isOutage } from "@/db/database-errors";
import type { Context } from "@/lib/context";
import type { JobState } from "@/lib/jobs/job";
import { type JobHandler, JobRefused, JobStop } from "@/lib/jobs/job-run";
import { endRun } from "./end-run";
import type { Outcome } from "./job-outcome";
import { type OpenRun, openRun, type RunPools } from "./open-run";
import { parsePayload } from "@/lib/jobs/payload";

/** How long a run that was told to stop may still take before the worker releases its job anyway. */
const GRACE_MS = 6_000;
const LONGEST_PAUSE_MS = 1_000;

export interface RunOptions extends RunPools {
  lease_s: number;
  /** Aborts when the worker shuts down. */
  ending: AbortSignal;
  makeContext: (job: JobRow, signal: AbortSignal) => Context;
}

/**
 * Makes one attempt at a claimed job, writes the outcome and answers the job's new state. Null if another worker has it
 * or the database was away for the whole lease. Never throws.
 */
export async function runJob(
  options: RunOptions,
  job: JobRow,
  handler: JobHandler,
): Promise<JobState | null> {
  const from = performance.now();
  const ctx = options.makeContext(job, options.ending);
  const open = openRun(options, job, options.lease_s, ctx.log);
  const end = () => open.stop("stopping");
  options.ending.addEventListener("abort", end, { once: true });
  if (options.ending.aborted) end();
  try {
    const outcome = await attempt({ ...ctx, signal: open.run.signal }, open, job, handler);
    const settled = async () =>
      outcome === "lost" ? null : settle(options, ctx, job, handler, outcome, open);
    const state = open.isFinished() ? "done" : await settled();
    logEnd(ctx, job, outcome, state, performance.now() - from);
    return state;
  } finally {
    options.ending.removeEventListener("abort", end);
    open.close();
  }
}

async function attempt(
  ctx: Context,
  open: OpenRun,
  job: JobRow,
  handler: JobHandler,
): Promise<Outcome | "lost"> {
  if (job.cancel_asked_on !== null) return { kind: "cancelled" };
  if (job.attempts > job.most_attempts) {
    const message = `Its worker went away ${job.most_attempts} times while doing this.`;
    return { kind: "failed", error: new JobRefused("worker_lost", message), is_uncounted: false };
  }
  try {
    const work = handler.run(ctx, open.run, parsePayload(job.payload));
    await Promise.race([work, overdue(open.run.signal)]);
    return { kind: "done" };
  } catch (error) {
    const stop = error instanceof JobStop ? error : (open.run.signal.reason as unknown);
    if (!(stop instanceof JobStop)) return { kind: "failed", error, is_uncounted: false };
    if (stop.why === "lease_lost") return "lost";
    return { kind: stop.why === "cancelled" ? "cancelled" : "released" };
  }
}

/* Rejects some time after the signal. The fence stops a run that does not stop by itself. */
function overdue(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const watch = () => {
      const timer = setTimeout(() => reject(signal.reason as Error), GRACE_MS);
      timer.unref();
    };
    if (signal.aborted) watch();
    else signal.addEventListener("abort", watch, { once: true });
  });
}

/* Retries writing the outcome while the database is away, as long as the lease may still be ours. */
async function settle(
  { control, lease_s, ending }: RunOptions,
  ctx: Context,
  job: JobRow,
  handler: JobHandler,
  first: Outcome,
  open: OpenRun,
): Promise<JobState | null> {
  let outcome = first;
  for (let failures = 1; ; failures++) {
    try {
      return await endRun(control, ctx, job, handler, outcome, open.progress());
    } catch (error) {
      const fault = faultOf(error);
      if (fault === null) {
        // If `ended` fails the job must not end, or the thing it worked for would wait forever.
        ctx.log.error({ event: "job.end_failed", job_id: job.id, err: error }, "ending a job failed");
        if (outcome.kind === "unended") return null;
        outcome = { kind: "unended", error };
        continue;
      }
      // An outage of the database is not a failure of the job.
      if (isOutage(fault) && outcome.kind === "failed" && isOutage(faultOf(outcome.error))) {
        outcome = { ...outcome, is_uncounted: true };
      }
      const isOver = open.unrenewed_ms() > lease_s * 1000 || (ending.aborted && failures > 3);
      if (isOver) return null;
      await wait(Math.random() * Math.min(LONGEST_PAUSE_MS, 50 * 2 ** failures));
    }
  }
}

/* A verb may have wrapped the database's error. */
function faultOf(error: unknown): DatabaseFault | null {
  const fault = databaseFault(error);
  if (fault === "commit_unknown") return "unavailable";
  return fault === null && error instanceof Error && error.cause !== undefined ? faultOf(error.cause) : fault;
}

function logEnd(ctx: Context, job: JobRow, outcome: Outcome | "lost", state: JobState | null, took: number) {
  const { id: job_id, kind, attempts } = job;
  const fields = { event: "job.ended", job_id, kind, attempts, state, ms: Math.round(took) };
  if (outcome !== "lost" && outcome.kind === "failed") {
    ctx.log[state === "dead" ? "error" : "warn"]({ ...fields, err: outcome.error }, "job failed");
    return;
  }
  const how = outcome === "lost" ? "lost" : outcome.kind;
  ctx.log[job.actor_id === null && how === "done" ? "debug" : "info"]({ ...fields, how }, "job ended");
}
