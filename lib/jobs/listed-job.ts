import type { JobKind, JobLane, JobState, JobSubject } from "./job";

/** A job as the outside sees it; what it was told stays inside. */
export interface ListedJob {
  id: string;
  kind: JobKind;
  label: string;
  lane: JobLane;
  state: JobState;
  /** Somebody asked that it be cancelled and it has not ended yet. */
  is_cancelling: boolean;
  /** The machine asked for it. */
  is_upkeep: boolean;
  subject: { type: JobSubject; id: string } | null;
  asked_by: { id: string | null; name: string };
  attempts: number;
  most_attempts: number;
  rows_done: number | null;
  /** Null: not known yet. */
  rows_total: number | null;
  /** The last failure; it may be running or queued again. */
  error: { code: string; message: string } | null;
  created_on: string;
  /** Not before; tells when the next attempt is. */
  run_after: string;
  started_on: string | null;
  finished_on: string | null;
  can_retry: boolean;
  can_cancel: boolean;
}

/** Jobs by state; the machine's own that are over and well left out. */
export interface JobCounts {
  running: number;
  queued: number;
  dead: number;
  done: number;
  cancelled: number;
  upkeep: number;
}
