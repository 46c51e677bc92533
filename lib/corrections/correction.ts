import type { Pass } from "@/lib/passes/pass";
import type { CorrectionReason } from "./correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import type { TransitionWarning } from "./unusual-transition";

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

/** A correction as the log keeps it, with what became of it. */
export interface PastCorrection {
  /** Of its entry in the audit log. */
  id: string;
  pass_id: string;
  /** Null where the pass is nowhere any more. */
  pass: { pass_uuid: string | null; product_name: string | null } | null;
  kind: "correct" | "undo";
  changes: FieldChange[];
  actor: { id: string | null; name: string };
  reason: { code: string; note: string; case_ref: string | null } | null;
  /** ISO 8601 UTC. */
  at: string;
  /** The bulk correction it is part of. */
  bulk_id: string | null;
  /** The correction it took back. */
  undoes: string | null;
  undone_by: { id: string; name: string; at: string } | null;
  /** What it held, and until when; null: nothing. */
  pinned: { fields: string[]; until: string | null } | null;
}

export interface UndoAnswer {
  /** The pass after the undoing. */
  data: Pass;
  correction: Correction & { undoes: string };
  etag: string;
}

/** A field that is not what the correction left. `before` and `after` are known of fields it wrote. */
export interface UndoDifference {
  field: string;
  before?: string | number | null;
  after?: string | number | null;
  current: unknown;
}

/** Why an undoing was refused: where the pass is not what the correction left. */
export interface UndoRefusal {
  differing: UndoDifference[];
  current: Pass;
  etag: string;
  changed_by: StaleDetails["changed_by"];
  /** Only other fields changed: whoever has seen it may ask again with this version in If-Match. */
  can_repeat: boolean;
}
