import { DRAFT_FIELDS } from "@/components/corrections/correction-draft";
import type { PassState } from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

type Value = PassState[CorrectableField];
export type MergeChoice = "theirs" | "mine";

export interface MergeRow {
  field: CorrectableField;
  kind: "both" | "same" | "mine" | "theirs";
  opened: Value;
  theirs: Value;
  mine: Value;
}

/** Every field that somebody changed: its value at opening, its current value, and the value you want. Pure. */
export function mergeRows(opened: PassState, current: PassState, mine: Partial<PassState>): MergeRow[] {
  return DRAFT_FIELDS.flatMap((field): MergeRow[] => {
    const base = opened[field];
    const theirs = current[field];
    const wanted = mine[field];
    const row = { field, opened: base, theirs, mine: wanted === undefined ? base : wanted };
    if (wanted === undefined) return theirs === base ? [] : [{ ...row, kind: "theirs" }];
    if (theirs === base) return [{ ...row, kind: "mine" }];
    return [{ ...row, kind: theirs === wanted ? "same" : "both" }];
  });
}

/**
 * The changes to write over the current values. Null while a field that both changed has no choice: neither value is
 * dropped by default.
 */
export function mergedChanges(
  rows: readonly MergeRow[],
  choices: Partial<Record<CorrectableField, MergeChoice>>,
): Partial<PassState> | null {
  if (rows.some(({ kind, field }) => kind === "both" && choices[field] === undefined)) return null;
  const kept = rows.filter(
    ({ kind, field }) => kind === "mine" || (kind === "both" && choices[field] === "mine"),
  );
  return Object.fromEntries(kept.map(({ field, mine }) => [field, mine]));
}
