import "server-only";
import type { Database } from "@/db/connection";
import { holdJob, renewJob, watchJob } from "@/db/jobs/job-claims";
import type { JobRow } from "@/db/jobs/jobs";
import { inMarkedSession } from "@/db/jobs/run-session";
import { withTransaction } from "@/db/transaction";
import type { Log } from "@/lib/log";
import { type JobRun, JobStop } from "@/lib/jobs/job-run";
import { type Progress, writeDone } from "./write-done";

/** How often a running job checks whether to stop and writes its progress. */
export const LOOK_MS = 1_000;
/** How many times a lease is renewed within its length. */
const RENEWALS = 6;

export interface OpenRun {
  run: JobRun;
  /** The last reported progress; null if none was reported. */
  progress: () => Progress | null;
  /** Whether the run has ended its job itself. */
  isFinished: () => boolean;
  /** Milliseconds since the lease was last known to be this worker's. */
  unrenewed_ms: () => number;
  stop: (why: JobStop["why"]) => void;
  /** Stops renewing the lease. */
  close: () => void;
}

export interface RunPools {
  /** For the work itself. */
  db: Database;
  /** For lease renewals, which must not queue after the work. */
  control: Database;
}

/** Opens the run of a job that was just claimed and renews its lease until `close`. */
export function openRun(pools: RunPools, job: JobRow, lease_s: number, log: Log): OpenRun {
  const stopping = new AbortController();
  const held = { id: job.id, fence: job.fence };
  const state = {
    renewed_at: performance.now(),
    progress: null as Progress | null,
    written: "",
    isFinished: false,
  };
  const stop = (why: JobStop["why"]) => stopping.abort(new JobStop(why));
  const unrenewed_ms = () => performance.now() - state.renewed_at;

  const look = async () => {
    const watched = await watchJob(pools.control, held);
    if (watched === null) return stop("lease_lost");
    if (watched.is_cancelled) stop("cancelled");
    const text = JSON.stringify(state.progress);
    if (text === state.written && unrenewed_ms() < (lease_s * 1000) / RENEWALS) return;
    const asked_at = performance.now();
    const { progress } = state;
    const has_advanced = progress !== null && progress.rows_done > Number(job.rows_done ?? 0);
    // not recorded: a lease renewal by the machine
    if (!(await renewJob(pools.control, held, lease_s, progress && { ...progress, has_advanced }))) {
      return stop("lease_lost");
    }
    state.renewed_at = asked_at;
    state.written = text;
  };
  const beat = repeat(look, Math.min(LOOK_MS, (lease_s * 1000) / RENEWALS), (err) => {
    log.warn({ event: "job.beat_failed", job_id: job.id, err }, "sign of life failed");
    // The lease has run out unrenewed, so another worker may have the job.
    if (unrenewed_ms() > lease_s * 1000) stop("lease_lost");
  });

  const transact: JobRun["transact"] = (story) =>
    // not recorded: a lease renewal; the given story records what it changes
    withTransaction(pools.db, (trx) =>
      inMarkedSession(trx, held, async () => {
        const hold = await holdJob(trx, held, lease_s);
        if (hold === "held") return story(trx);
        const why = hold === "lost" ? "lease_lost" : hold;
        stop(why);
        throw new JobStop(why);
      }),
    );
  const run: JobRun = {
    id: job.id,
    attempt: job.attempts,
    signal: stopping.signal,
    transact,
    finish: async (story) => {
      // not recorded: the end of a job; the given story records what it changes
      await transact(async (trx) => {
        await story(trx);
        await writeDone(trx, job, state.progress);
      });
      state.isFinished = true;
      beat();
    },
    report: (rows_done, rows_total) => {
      state.progress = { rows_done, rows_total };
    },
  };
  const [progress, isFinished] = [() => state.progress, () => state.isFinished];
  return { run, progress, isFinished, unrenewed_ms, stop, close: beat };
}

/* Runs `look` one call at a time, however long each takes; answers a function that stops it. */
function repeat(look: () => Promise<void>, every_ms: number, failed: (error: unknown) => void): () => void {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const next = () => {
    if (!isOver) timer = setTimeout(() => void look().catch(failed).finally(next), every_ms);
  };
  next();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
