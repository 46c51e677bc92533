import type { Pass } from "./pass";
import type { CorrectionReason } from "./pass-edit";
import type { CorrectableField } from "./pass-fields";
import type { TransitionWarning } from "./pass-transition";

export interface FieldChange {
  field: CorrectableField;
  before: string | number | null;
  after: string | number | null;
}

/** What a correction did, or in a dry run would do. */
export interface Correction {
  /** The entry in the audit log; null in a dry run. */
  id: string | null;
  pass_id: string;
  actor: { id: string; name: string };
  reason: CorrectionReason | null;
  changes: FieldChange[];
  /** Fields now held against the provider, and until when (null: until released). */
  pinned: { fields: CorrectableField[]; until: string | null } | null;
  warnings: TransitionWarning[];
  dry_run: boolean;
}

export interface CorrectionAnswer {
  /** The pass after the change; in a dry run as it would be. */
  data: Pass;
  correction: Correction;
  etag: string;
}

/** Why a stale correction was refused: what the pass is now and in which fields it is not what the caller saw. */
export interface StaleDetails {
  current: Pass;
  etag: string;
  differing: { field: string; current: unknown }[];
  /** Whose correction it was, where it was one; null for the provider's sync and other writers. */
  changed_by: { name: string; at: string; reason: { code: string; note: string } | null } | null;
}
