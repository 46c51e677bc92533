import "server-only";
import type { Database } from "@/db/connection";
import { holdJob, type JobRow, renewJob, watchJob } from "@/db/jobs/jobs";
import { withTransaction } from "@/db/transaction";
import type { Log } from "@/lib/log";
import { type JobRun, JobStop } from "@/lib/jobs/job-run";

/** How often a running job looks whether it is to stop, and writes how far it is. */
export const LOOK_MS = 1_000;
/** A lease is renewed this many times within its length. */
const RENEWALS = 6;

export interface Progress {
  rows_done: number;
  rows_total: number | null;
}

export interface OpenRun {
  run: JobRun;
  /** What was reported last; null when nothing was. */
  progress: () => Progress | null;
  /** Milliseconds since the lease was last known to be ours. */
  unrenewed_ms: () => number;
  stop: (why: JobStop["why"]) => void;
  /** Ends the signs of life. */
  close: () => void;
}

export interface RunPools {
  /** Where the work is done. */
  db: Database;
  /** For signs of life, which must not wait behind the work. */
  control: Database;
}

/** Opens the run of a job that was just claimed and keeps its lease until `close`. */
export function openRun(pools: RunPools, job: JobRow, lease_s: number, log: Log): OpenRun {
  const stopping = new AbortController();
  const held = { id: job.id, fence: job.fence };
  const state = { renewed_at: performance.now(), progress: null as Progress | null, written: "" };
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
    // not recorded: a sign of life of the machine
    if (!(await renewJob(pools.control, held, lease_s, progress && { ...progress, has_advanced }))) {
      return stop("lease_lost");
    }
    state.renewed_at = asked_at;
    state.written = text;
  };
  const beat = repeat(look, Math.min(LOOK_MS, (lease_s * 1000) / RENEWALS), (err) => {
    log.warn({ event: "job.beat_failed", job_id: job.id, err }, "sign of life failed");
    // Nobody has renewed it for its whole length: another worker may be at it.
    if (unrenewed_ms() > lease_s * 1000) stop("lease_lost");
  });

  const run: JobRun = {
    id: job.id,
    attempt: job.attempts,
    signal: stopping.signal,
    transact: (story) =>
      // not recorded: a sign of life; the story it is given records what it changes
      withTransaction(pools.db, async (trx) => {
        if (!(await holdJob(trx, held, lease_s))) {
          stop("lease_lost");
          throw new JobStop("lease_lost");
        }
        return story(trx);
      }),
    report: (rows_done, rows_total) => {
      state.progress = { rows_done, rows_total };
    },
  };
  return { run, progress: () => state.progress, unrenewed_ms, stop, close: beat };
}

/* Calls one after the other, however long each takes; answers what ends it. */
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
