/*
 * Work that outlives a request. A job is a row beside the thing it works for, written in the transaction that asked for
 * it; the worker takes it, holds it by a lease and ends it.
 */

/** Every kind of job with its lane and how often it is tried. `long` work must not hold up what is `quick`. */
export const JOB_KINDS = {
  "bulk.plan": { lane: "long", most_attempts: 5, label: "Plan a bulk correction" },
  "bulk.run": { lane: "long", most_attempts: 10, label: "Run a bulk correction" },
  "export.run": { lane: "long", most_attempts: 10, label: "Write an export" },
  "export.start": { lane: "quick", most_attempts: 5, label: "Start a scheduled export" },
  "export.sweep": { lane: "quick", most_attempts: 5, label: "Delete expired export files" },
  "archive.run": { lane: "long", most_attempts: 10, label: "Archive or restore passes" },
  "archive.start": { lane: "quick", most_attempts: 5, label: "Start a scheduled archiving" },
  "audit.seal": { lane: "quick", most_attempts: 5, label: "Seal the audit log" },
  "audit.verify": { lane: "long", most_attempts: 3, label: "Verify the audit log" },
  "pass.settle": { lane: "quick", most_attempts: 5, label: "Settle passes that ended" },
  "pass.identify": { lane: "quick", most_attempts: 5, label: "Identify new portal rows" },
  "job.purge": { lane: "quick", most_attempts: 5, label: "Remove old jobs" },
} as const satisfies Record<string, { lane: JobLane; most_attempts: number; label: string }>;

export type JobKind = keyof typeof JOB_KINDS;
export type JobLane = "quick" | "long";

export function isJobKind(kind: string): kind is JobKind {
  return Object.hasOwn(JOB_KINDS, kind);
}

/** `dead`: given up after its attempts, or because trying again is pointless; a person may retry it. */
export const JOB_STATES = ["queued", "running", "done", "dead", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

export const JOB_SUBJECTS = ["bulk", "export", "archive_run", "schedule"] as const;
export type JobSubject = (typeof JOB_SUBJECTS)[number];

/** Seconds a worker holds a job without a sign of life; another takes it over then. */
export const LEASE_S = 30;
