"use client";

import { useState } from "react";
import { type CorrectionDraft, stateOf } from "@/components/corrections/correction-draft";
import { type MergeChoice, mergedChanges, type MergeRow, mergeRows } from "./merge-changes";
import type { CorrectionFormModel } from "@/components/corrections/form/use-correction-form";
import { sendCorrection, staleOf } from "@/components/corrections/send-correction";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import type { Correction, StaleDetails } from "@/lib/corrections/correction";
import { type PassState, stateErrors } from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

interface Conflict {
  stale: StaleDetails;
  rows: MergeRow[];
  choices: Partial<Record<CorrectableField, MergeChoice>>;
  /** When the version in the left column was read. */
  openedAt: string;
  foundAt: Date;
}

/** Saves a correction: the first time, again after a failure, or merged with what somebody else saved meanwhile. */
export function useCorrection(
  model: CorrectionFormModel,
  openedAt: string,
  onSaved: (saved: Correction) => void,
) {
  const { isSending, failure, send } = useSending();
  const keys = useChangeKey();
  const passId = model.opened.pass.id;
  const [conflict, setConflict] = useState<Conflict | null>(null);
  // The draft that the server refused; its errors apply to a control only until the value changes.
  const [refused, setRefused] = useState<CorrectionDraft | null>(null);
  const current = conflict ? stateOf(conflict.stale.current) : null;
  const merged = conflict ? mergedChanges(conflict.rows, conflict.choices) : null;

  const mergeProblems = current && merged ? problemsOf(current, merged) : {};

  async function save(base: PassState, etag: string, changes: Partial<PassState>, readAt: string) {
    const { reason, pin_until } = model.reading;
    if (reason === null) return;
    setRefused(model.draft);
    const body = { changes, reason, ...(pin_until === undefined ? {} : { pin_until }) };
    const outcome = await send(sendCorrection({ passId, etag, key: keys.of([etag, body]), body }));
    if (outcome.kind === "done") return onSaved(outcome.answer.correction);
    const stale = staleOf(outcome);
    if (stale === null) return;
    const rows = mergeRows(base, stateOf(stale.current), changes);
    setConflict({ stale, rows, choices: {}, openedAt: readAt, foundAt: new Date() });
  }

  return {
    isSaving: isSending,
    failure: failure && staleOf(failure) === null ? failure : null,
    conflict,
    merged,
    mergeProblems,
    mergeObstacle: obstacleOf(merged, mergeProblems),
    choose: (field: CorrectableField, choice: MergeChoice) =>
      setConflict((known) => known && { ...known, choices: { ...known.choices, [field]: choice } }),
    submit: () => save(model.state, model.opened.etag, model.reading.changes, openedAt),
    submitMerged: async () => {
      if (!conflict || !current || !merged) return;
      await save(current, conflict.stale.etag, merged, conflict.foundAt.toISOString());
    },
    /** Goes back to the form, based on the current version of the pass, and keeps all of your changes. */
    edit: () => {
      if (!conflict) return;
      const mine = Object.fromEntries(
        conflict.rows.filter(({ kind }) => kind !== "theirs").map(({ field, mine: value }) => [field, value]),
      );
      model.rebase({ pass: conflict.stale.current, etag: conflict.stale.etag }, merged ?? mine);
      setConflict(null);
    },
    serverError: (field: keyof CorrectionDraft, name: string): string | undefined => {
      if (failure === null || refused?.[field] !== model.draft[field]) return undefined;
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
