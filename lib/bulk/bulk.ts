import type { JobWait } from "@/lib/jobs/job";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import type { CorrectionReason } from "@/lib/corrections/correction-rules";

/*
 * A bulk correction as the outside sees it. planning → planned → (approved) → queued → running ⇄ paused → done. An undo
 * is one of its own that names what it undoes.
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

/** What becomes of one frozen pass. The first three are the plan's, the last three the run's. */
export const BULK_OUTCOMES = ["will_change", "unchanged", "refused", "changed", "skipped", "failed"] as const;
export type BulkOutcome = (typeof BULK_OUTCOMES)[number];

/** A value for every pass, or for a time how far it is moved: `+2d`, `-3h`, `+30m`; days are days of the agency. */
export type BulkValue = string | number | null | { shift: string };
export type BulkChanges = { [F in CorrectableField]?: BulkValue };

export interface BulkCounts {
  matched: number;
  will_change: number;
  unchanged: number;
  refused: number;
  /** Of those that would change, what happened so far. */
  changed: number;
  skipped: number;
  failed: number;
}

export interface BulkPerson {
  id: string | null;
  name: string;
}

/** One pass of a sample or of the results. */
export interface BulkItem {
  pass_id: string;
  pass_uuid: string | null;
  product_name: string | null;
  rider: { display_name: string } | null;
  outcome: BulkOutcome;
  /** Null for what will change and what did. */
  why: { code: string; message: string } | null;
  changes: { field: CorrectableField; before: string | number | null; after: string | number | null }[];
  /** The entry in the audit log, once it is changed. */
  audit_id: string | null;
}

/** Passes that are not changed, by reason. */
export interface BulkRefusal {
  outcome: "unchanged" | "refused" | "skipped" | "failed";
  code: string;
  message: string;
  count: number;
}

export interface Bulk {
  id: string;
  state: BulkState;
  actor: BulkPerson;
  /** The list's query as parameters; null for picked passes and for an undo. */
  search: string | null;
  changes: BulkChanges;
  reason: CorrectionReason;
  pin_until: string | null;
  is_pinned: boolean;
  undo_of: string | null;
  /** The bulk correction that undoes this one. */
  undone_by: string | null;
  frozen_on: string;
  counts: BulkCounts;
  needs_approval: boolean;
  approved: { by: BulkPerson; on: string } | null;
  /** Null unless it runs: measured over the run so far. */
  rows_per_s: number | null;
  seconds_left: number | null;
  created_on: string;
  started_on: string | null;
  finished_on: string | null;
  error: string | null;
}

/** Something unusual about passes that will change; it blocks nothing. One pass may count in several. */
export interface BulkWarning {
  code: string;
  /** Follows the number: `12 become valid again`. */
  message: string;
  count: number;
}

/**
 * A bulk correction with what its page shows beside the numbers. Every address of one bulk correction answers it as it is
 * (no `data` around it): POST /bulk-corrections, GET /{id}, and every POST below it except undo, which answers the new one.
 */
export interface BulkDetail extends Bulk {
  /** A few that will change, or once it runs that did; `?sample=1`, `2`, … shows others. */
  sample: BulkItem[];
  warnings: BulkWarning[];
  /** Everything that is not changed, by outcome and reason; all four outcomes. */
  refused: BulkRefusal[];
  /** What it has waited for longer than ten seconds; null where it does not wait. */
  waits_for: JobWait | null;
  /** The newest results of a run. */
  latest: BulkItem[];
}
