import type { NewerWord } from "@/lib/fields/stored-word";
import type { JobWait } from "@/lib/jobs/job";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import type { CorrectionReason } from "@/lib/corrections/correction-rules";

/*
 * A bulk correction as the API shows it. planning → planned → (approved) → queued → running ⇄ paused → done. An undo is
 * a bulk correction of its own that names the one it undoes.
 */
export const BULK_STATES = [
  "planning",
  "planned",
  "queued",
  "running",
  "pausing",
  "paused",
  "cancelling",
  "cancelled",
  "done",
  "failed",
] as const;
export type BulkState = (typeof BULK_STATES)[number];

/** The outcome of one frozen pass. The plan sets the first three, the run the last three. */
export const BULK_OUTCOMES = ["will_change", "unchanged", "refused", "changed", "skipped", "failed"] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/**
 * A value for every pass or, for a time, how far it moves: `+2d`, `-3h`, `+30m`; days are days in the agency's zone.
 */
export type BulkValue = string | number | null | { shift: string };
export type BulkChanges = { [F in CorrectableField]?: BulkValue };

export interface BulkCounts {
  matched: number;
  will_change: number;
  unchanged: number;
  refused: number;
  /** What has happened so far to the passes that would change. */
  changed: number;
  skipped: number;
  failed: number;
}

export interface BulkPerson {
  id: string | null;
  name: string;
}

export interface BulkItem {
  pass_id: string;
  pass_uuid: string | null;
  product_name: string | null;
  rider: { display_name: string } | null;
  outcome: BulkOutcome | NewerWord;
  /** Null for a pass that will change or has changed. */
  why: { code: string; message: string } | null;
  changes: { field: CorrectableField; before: string | number | null; after: string | number | null }[];
  /** Its entry in the audit log; null until it is changed. */
  audit_id: string | null;
}

export interface BulkRefusal {
  outcome: "unchanged" | "refused" | "skipped" | "failed";
  code: string;
  message: string;
  count: number;
}

export interface Bulk {
  id: string;
  state: BulkState | NewerWord;
  actor: BulkPerson;
  /** The list's query as parameters; null for picked passes and for an undo. */
  search: string | null;
  changes: BulkChanges;
  reason: CorrectionReason;
  pin_until: string | null;
  is_pinned: boolean;
  undo_of: string | null;
  undone_by: string | null;
  frozen_on: string;
  counts: BulkCounts;
  needs_approval: boolean;
  approved: { by: BulkPerson; on: string } | null;
  /** Measured since it started or was resumed; null unless it is running. */
  rows_per_s: number | null;
  seconds_left: number | null;
  created_on: string;
  started_on: string | null;
  finished_on: string | null;
  error: string | null;
}

/**
 * Something unusual about passes that will change; it does not block the change. One pass may count in several
 * warnings.
 */
export interface BulkWarning {
  code: string;
  /** Follows the count: `12 become valid again`. */
  message: string;
  count: number;
}

/**
 * A bulk correction with everything its page shows. Every address of one bulk correction answers it without a `data`
 * wrapper: POST /bulk-corrections, GET /{id}, and every POST below it. Undo answers the new one.
 */
export interface BulkDetail extends Bulk {
  /** A few passes that will change or, once it runs, have changed; `?sample=1`, `2`, … shows others. */
  sample: BulkItem[];
  warnings: BulkWarning[];
  /** Every reason why passes are not changed, for all four outcomes. */
  refused: BulkRefusal[];
  /** What it has been waiting for longer than ten seconds; null if it is not waiting. */
  waits_for: JobWait | null;
  latest: BulkItem[];
}
