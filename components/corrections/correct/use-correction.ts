"use client";

import { useState } from "react";
import { type CorrectionDraft, stateOf } from "@/components/corrections/correction-draft";
import { type MergeChoice, mergedChanges, type MergeRow, mergeRows } from "./merge-changes";
import type { CorrectionFormModel } from "@/components/corrections/form/use-correction-form";
import { useSaveCorrection } from "./use-save-correction";
import type { Correction, StaleDetails } from "@/lib/corrections/correction";
import { type PassState, stateErrors } from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

interface Conflict {
  stale: StaleDetails;
  rows: MergeRow[];
  choices: Partial<Record<CorrectableField, MergeChoice>>;
  /** When the version on the left was read. */
  openedAt: string;
  foundAt: Date;
}

/** Saving a correction: plainly, again after a failure, or merged with what somebody else saved meanwhile. */
export function useCorrection(
  model: CorrectionFormModel,
  openedAt: string,
  onSaved: (saved: Correction) => void,
) {
  const { save, isSaving, failure } = useSaveCorrection(model.opened.pass.id);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  // A refusal speaks about a value only as long as that value stands in its control.
  const [refused, setRefused] = useState<CorrectionDraft | null>(null);
  const current = conflict ? stateOf(conflict.stale.current) : null;
  const merged = conflict ? mergedChanges(conflict.rows, conflict.choices) : null;

  const mergeProblems = current && merged ? problemsOf(current, merged) : {};

  async function send(base: PassState, etag: string, changes: Partial<PassState>, readAt: string) {
    const { reason, pin_until } = model.reading;
    if (reason === null) return;
    setRefused(model.draft);
    const outcome = await save(etag, { changes, reason, ...(pin_until === undefined ? {} : { pin_until }) });
    if (outcome.kind === "saved") onSaved(outcome.correction);
    if (outcome.kind !== "conflict") return;
    const rows = mergeRows(base, stateOf(outcome.stale.current), changes);
    setConflict({ stale: outcome.stale, rows, choices: {}, openedAt: readAt, foundAt: new Date() });
  }

  return {
    isSaving,
    failure,
    conflict,
    merged,
    mergeProblems,
    mergeObstacle: obstacleOf(merged, mergeProblems),
    choose: (field: CorrectableField, choice: MergeChoice) =>
      setConflict((known) => known && { ...known, choices: { ...known.choices, [field]: choice } }),
    submit: () => send(model.state, model.opened.etag, model.reading.changes, openedAt),
    submitMerged: async () => {
      if (!conflict || !current || !merged) return;
      await send(current, conflict.stale.etag, merged, conflict.foundAt.toISOString());
    },
    /** Back to the form, on the version that is there now, with nothing of yours lost. */
    edit: () => {
      if (!conflict) return;
      const mine = Object.fromEntries(
        conflict.rows.filter(({ kind }) => kind !== "theirs").map(({ field, mine: value }) => [field, value]),
      );
      model.rebase({ pass: conflict.stale.current, etag: conflict.stale.etag }, merged ?? mine);
      setConflict(null);
    },
    serverError: (field: keyof CorrectionDraft, name: string): string | undefined => {
      if (failure?.kind !== "invalid" || refused?.[field] !== model.draft[field]) return undefined;
      return failure.errors.find((error) => error.field === name)?.message;
    },
  };
}

function problemsOf(current: PassState, merged: Partial<PassState>) {
  return Object.fromEntries(stateErrors(current, merged).map(({ field, message }) => [field, message]));
}

function obstacleOf(merged: Partial<PassState> | null, problems: object): string | null {
  if (merged === null) return "Choose what to keep to save";
  if (Object.keys(merged).length === 0) return "Nothing of yours left to save";
  return Object.keys(problems).length > 0 ? "Edit your changes to save" : null;
}
