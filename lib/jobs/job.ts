/*
 * Work that outlives a request. A job is a row next to the thing it works for, written in the transaction that asked
 * for it. The worker takes it, keeps it under a lease and ends it.
 */

/**
 * Only jobs of the same lane wait for each other: two long exports delay a third, but never a correction or the plan
 * somebody is looking at. `quick` work takes seconds; `portal` work catches up with the rows of a portal, which may take minutes.
 */
export const JOB_LANES = ["quick", "plan", "change", "read", "portal"] as const;
export type JobLane = (typeof JOB_LANES)[number];

/** Every kind of job with its lane and its maximum number of attempts. */
export const JOB_KINDS = {
  "bulk.plan": { lane: "plan", most_attempts: 5, label: "Plan a bulk correction" },
  "bulk.run": { lane: "change", most_attempts: 10, label: "Run a bulk correction" },
  "export.run": { lane: "read", most_attempts: 10, label: "Write an export" },
  "export.start": { lane: "quick", most_attempts: 5, label: "Start a scheduled export" },
  "export.sweep": { lane: "quick", most_attempts: 5, label: "Delete expired export files" },
  "archive.run": { lane: "change", most_attempts: 10, label: "Archive or restore passes" },
  "archive.start": { lane: "quick", most_attempts: 5, label: "Start a scheduled archiving" },
  "audit.seal": { lane: "quick", most_attempts: 5, label: "Seal the audit log" },
  "audit.verify": { lane: "read", most_attempts: 3, label: "Verify the audit log" },
  "pass.settle": { lane: "quick", most_attempts: 5, label: "Settle passes that ended" },
  "pass.identify": { lane: "portal", most_attempts: 5, label: "Register portal rows" },
  "pass.link": { lane: "portal", most_attempts: 5, label: "Link riders" },
  "job.purge": { lane: "quick", most_attempts: 5, label: "Delete what has had its time" },
} as const satisfies Record<string, { lane: JobLane; most_attempts: number; label: string }>;

export type JobKind = keyof typeof JOB_KINDS;

export function isJobKind(kind: string): kind is JobKind {
  return Object.hasOwn(JOB_KINDS, kind);
}

export const KNOWN_KINDS = Object.keys(JOB_KINDS) as JobKind[];

/** What a job of this kind is called. One that only a newer version knows waits for a worker of that version. */
export function jobLabel(kind: string): string {
  return isJobKind(kind) ? JOB_KINDS[kind].label : "A kind of job that this version does not know";
}

/** `dead`: given up after its attempts, or because a retry is pointless; a person may retry it. */
export const JOB_STATES = ["queued", "running", "done", "dead", "cancelled"] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What a job that has not started for a while waits for. */
export type JobWait = "worker" | "turn";

export const JOB_SUBJECTS = ["bulk", "export", "archive_run", "schedule"] as const;
export type JobSubject = (typeof JOB_SUBJECTS)[number];

/** Seconds a worker keeps a job without a sign of life; after that another worker takes it over. */
export const LEASE_S = 30;
