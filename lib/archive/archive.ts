import type { NewerWord } from "@/lib/fields/stored-word";
import type { JobWait } from "@/lib/jobs/job";

/* Archiving moves expired passes out of the list; restoring brings them back. */

export const ARCHIVE_DIRECTIONS = ["archive", "restore"] as const;
export type ArchiveDirection = (typeof ARCHIVE_DIRECTIONS)[number];

export const ARCHIVE_STATES = ["queued", "running", "cancelling", "cancelled", "done", "failed"] as const;
export type ArchiveState = (typeof ARCHIVE_STATES)[number];

/** Provider statuses that may be archived, once the pass is past its expiration. */
export const ARCHIVABLE_STATUSES = ["EXPIRED", "UNKNOWN"] as const;

/** Reasons that keep a pass in the list, however old it is. */
export const ARCHIVE_EXCLUSIONS = ["drift", "pinned", "noted", "recent_orders"] as const;
export type ArchiveExclusion = (typeof ARCHIVE_EXCLUSIONS)[number];

export interface ArchivePolicy {
  /** Least number of days since expiration. */
  age_days: number;
  statuses: (typeof ARCHIVABLE_STATUSES)[number][];
  exclusions: ArchiveExclusion[];
  /** Days an order counts as recent, for the exclusion `recent_orders`. */
  recent_order_days: number;
}

export const DEFAULT_POLICY: ArchivePolicy = {
  age_days: 400,
  statuses: ["EXPIRED", "UNKNOWN"],
  exclusions: ["drift", "pinned", "noted", "recent_orders"],
  recent_order_days: 60,
};

export interface ArchivePlan {
  direction: ArchiveDirection;
  will_move: number;
  /** Passes old enough that stay, counted by what keeps them; one pass may count in several. */
  kept: { why: ArchiveExclusion | "referred" | "not_ended"; count: number }[];
  oldest_expiration: string | null;
  newest_expiration: string | null;
}

export interface ArchiveRun {
  id: string;
  direction: ArchiveDirection | NewerWord;
  state: ArchiveState | NewerWord;
  actor: { id: string | null; name: string };
  /** What was asked for: one of `policy`, `search` and `pass_ids` is set, or none if only a newer version can read it. */
  policy: ArchivePolicy | null;
  search: string | null;
  pass_ids: string[] | null;
  rows_done: number;
  rows_total: number | null;
  /** Passes that could no longer be moved when their turn came. */
  rows_kept: number;
  /** What the run has been waiting for longer than ten seconds; null if it is not waiting. */
  waits_for: JobWait | null;
  rows_per_s: number | null;
  seconds_left: number | null;
  schedule_id: string | null;
  created_on: string;
  started_on: string | null;
  finished_on: string | null;
  error: string | null;
}

export function permissionFor(direction: ArchiveDirection): "archive.run" | "pass.restore" {
  return direction === "archive" ? "archive.run" : "pass.restore";
}
