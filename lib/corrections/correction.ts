import type { Pass } from "@/lib/passes/pass";
import type { CorrectionReason } from "./correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import type { TransitionWarning } from "./unusual-transition";

export interface FieldChange {
  field: CorrectableField;
  before: string | number | null;
  after: string | number | null;
}

/** What a correction did or, in a dry run, would do. */
export interface Correction {
  /** Id of its entry in the audit log; null in a dry run. */
  id: string | null;
  pass_id: string;
  actor: { id: string; name: string };
  reason: CorrectionReason | null;
  changes: FieldChange[];
  /** Fields pinned by the correction, and until when (null: until released); null if it pinned none. */
  pinned: { fields: CorrectableField[]; until: string | null } | null;
  warnings: TransitionWarning[];
  dry_run: boolean;
}

export interface CorrectionAnswer {
  /** The pass after the change; in a dry run, as it would be. */
  data: Pass;
  correction: Correction;
  etag: string;
}

/** Why a stale correction was refused: what the pass is now, and the fields that differ from what the caller saw. */
export interface StaleDetails {
  current: Pass;
  etag: string;
  differing: { field: string; current: unknown }[];
  /** The person whose correction changed it; null for the provider's sync and other writers. */
  changed_by: { name: string; at: string; reason: { code: string; note: string } | null } | null;
}

/** A correction as the audit log stores it, with whether it was undone. */
export interface PastCorrection {
  /** Id of its entry in the audit log. */
  id: string;
  pass_id: string;
  /** Null if the pass no longer exists. */
  pass: { pass_uuid: string | null; product_name: string | null } | null;
  kind: "correct" | "undo";
  changes: FieldChange[];
  actor: { id: string | null; name: string };
  reason: { code: string; note: string; case_ref: string | null } | null;
  /** ISO 8601 UTC. */
  at: string;
  bulk_id: string | null;
  undoes: string | null;
  undone_by: { id: string; name: string; at: string } | null;
  /** Fields it pinned, and until when; null if it pinned none. */
  pinned: { fields: string[]; until: string | null } | null;
}

export interface UndoAnswer {
  data: Pass;
  correction: Correction & { undoes: string };
  etag: string;
}

/**
 * A field that differs from what the correction left. `before` and `after` are known only for fields the correction
 * wrote.
 */
export interface UndoDifference {
  field: string;
  before?: string | number | null;
  after?: string | number | null;
  current: unknown;
}

/** Why an undo was refused: the fields in which the pass differs from what the correction left. */
export interface UndoRefusal {
  differing: UndoDifference[];
  current: Pass;
  etag: string;
  changed_by: StaleDetails["changed_by"];
  /** True if only other fields changed: after seeing them, the caller may ask again with this version in If-Match. */
  can_repeat: boolean;
}
