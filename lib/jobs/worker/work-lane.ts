import "server-only";
import type { JobRow } from "@/db/jobs/jobs";
import type { Log } from "@/lib/log";
import { claimJob } from "./claim-job";
import { isJobKind, JOB_KINDS, type JobKind, type JobLane } from "@/lib/jobs/job";
import type { JobHandler } from "@/lib/jobs/job-run";
import { keepDoing, pauseFor } from "./keep-doing";
import { runJob, type RunOptions } from "./run-job";

/** The longest an idle lane waits before it looks again. */
const POLL_MS = 500;

export type JobHandlers = Partial<Record<JobKind, JobHandler>>;

export interface LaneOptions extends RunOptions {
  lane: JobLane;
  /** How many jobs of this lane run at once. */
  places: number;
  /** Unique among all workers, past ones included. */
  owner: string;
  handlers: JobHandlers;
  log: Log;
}

/**
 * Runs the jobs of one lane, `places` at once, until `ending` aborts and every run has ended. Survives database
 * outages. Leaves kinds without a handler to other workers.
 */
export async function workLane(options: LaneOptions): Promise<void> {
  const { lane, places, owner, handlers, lease_s, control, ending, log } = options;
  const kinds = Object.keys(handlers).filter((kind) => isJobKind(kind) && JOB_KINDS[kind].lane === lane);
  const runs = new Set<Promise<unknown>>();
  const begin = (job: JobRow, handler: JobHandler) => {
    const run = runJob(options, job, handler).finally(() => runs.delete(run));
    runs.add(run);
  };
  const look = async () => {
    const is_cancelled = runs.size >= places;
    const job = await claimJob(control, { lane, kinds, owner, lease_s, is_cancelled });
    const handler = job && isJobKind(job.kind) && handlers[job.kind];
    if (job && handler) return begin(job, handler);
    const idle = pauseFor(POLL_MS * (0.5 + Math.random() / 2), ending);
    // Looks again as soon as a place is free.
    await (is_cancelled ? Promise.race([idle, ...runs]) : idle);
  };
  await keepDoing(look, ending, (err) =>
    log.error({ event: "worker.claim_failed", lane, err }, "claim failed"),
  );
  await Promise.all(runs);
}
