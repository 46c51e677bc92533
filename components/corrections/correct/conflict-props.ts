import type { MergeChoice, MergeRow } from "./merge-changes";
import type { StaleDetails } from "@/lib/corrections/correction";
import type { CorrectionReason, PassState } from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

export type ConflictProps = {
  stale: StaleDetails;
  rows: readonly MergeRow[];
  choices: Partial<Record<CorrectableField, MergeChoice>>;
  onChoose: (field: CorrectableField, choice: MergeChoice) => void;
  /** What saving would write; null while a choice is missing. */
  changes: Partial<PassState> | null;
  /** Why the merged pass cannot be saved, by field. */
  problems: Partial<Record<CorrectableField, string>>;
  current: PassState;
  reason: CorrectionReason | null;
  labels: Readonly<Record<string, string>>;
  openedAt: string;
  zone: string;
  now: Date;
  onEdit: () => void;
};
