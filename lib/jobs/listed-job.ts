import type { NewerWord } from "@/lib/fields/stored-word";
import type { JobKind, JobLane, JobState, JobSubject } from "./job";

/** A job as the API shows it, without its payload. */
export interface ListedJob {
  id: string;
  kind: JobKind | NewerWord;
  label: string;
  lane: JobLane | NewerWord;
  state: JobState | NewerWord;
  /** Somebody asked to cancel it and it has not ended yet. */
  is_cancelling: boolean;
  /** The machine asked for it, not a person. */
  is_upkeep: boolean;
  subject: { type: JobSubject; id: string } | null;
  asked_by: { id: string | null; name: string };
  attempts: number;
  most_attempts: number;
  rows_done: number | null;
  /** Null while unknown. */
  rows_total: number | null;
  /** At its speed so far; null while nobody can say. */
  seconds_left: number | null;
  /** The last failure; the job may be running or queued again. */
  error: { code: string; message: string } | null;
  created_on: string;
  /** The earliest start of the next attempt, ISO 8601 UTC. */
  run_after: string;
  started_on: string | null;
  finished_on: string | null;
  can_retry: boolean;
  can_cancel: boolean;
}

/** Number of jobs by state. Of the machine's own those count that failed or show how far they are; `upkeep` counts all. */
export interface JobCounts {
  running: number;
  queued: number;
  dead: number;
  done: number;
  cancelled: number;
  upkeep: number;
}
