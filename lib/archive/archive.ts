import type { JobWait } from "@/lib/jobs/job";
/* Moving passes that are over out of the list, and back. */

export const ARCHIVE_DIRECTIONS = ["archive", "restore"] as const;
export type ArchiveDirection = (typeof ARCHIVE_DIRECTIONS)[number];

export type ArchiveState = "queued" | "running" | "cancelling" | "cancelled" | "done" | "failed";

/** Statuses that may be archived; all of them past their expiration. */
export const ARCHIVABLE_STATUSES = ["EXPIRED", "UNKNOWN"] as const;

/** Passes that stay in the list however old they are. */
export const ARCHIVE_EXCLUSIONS = ["drift", "pinned", "noted", "recent_orders"] as const;
export type ArchiveExclusion = (typeof ARCHIVE_EXCLUSIONS)[number];

export interface ArchivePolicy {
  /** Days since expiration, at least. */
  age_days: number;
  statuses: (typeof ARCHIVABLE_STATUSES)[number][];
  exclusions: ArchiveExclusion[];
  /** Days an order counts as recent; for the exclusion `recent_orders`. */
  recent_order_days: number;
}

export const DEFAULT_POLICY: ArchivePolicy = {
  age_days: 400,
  statuses: ["EXPIRED", "UNKNOWN"],
  exclusions: ["drift", "pinned", "noted", "recent_orders"],
  recent_order_days: 60,
};

/** What a run would do, counted. */
export interface ArchivePlan {
  direction: ArchiveDirection;
  /** Passes that would move. */
  will_move: number;
  /** Passes old enough that stay, by what keeps them; one may be kept by several. */
  kept: { why: ArchiveExclusion | "not_ended"; count: number }[];
  oldest_expiration: string | null;
  newest_expiration: string | null;
}

export interface ArchiveRun {
  id: string;
  direction: ArchiveDirection;
  state: ArchiveState;
  actor: { id: string | null; name: string };
  /** What was asked for: one of the three is set. */
  policy: ArchivePolicy | null;
  search: string | null;
  pass_ids: string[] | null;
  rows_done: number;
  rows_total: number | null;
  /** Passes that could not be moved any more when their turn came. */
  rows_kept: number;
  /** What it has waited for longer than ten seconds; null where it does not wait. */
  waits_for: JobWait | null;
  rows_per_s: number | null;
  seconds_left: number | null;
  schedule_id: string | null;
  created_on: string;
  started_on: string | null;
  finished_on: string | null;
  error: string | null;
}
