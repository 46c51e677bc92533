"use client";

import { useMemo, useState } from "react";
import { type UseFormReturn, useForm, useWatch } from "react-hook-form";
import {
  type BulkMoves,
  type BulkReading,
  type FieldMode,
  previewObstacle,
  readBulkDraft,
  type ShiftDraft,
  startOf,
} from "./bulk-draft";
import type { CorrectionDraft, TimeField } from "@/components/corrections/correction-draft";
import type { Bulk } from "@/lib/bulk/bulk";
import type { CorrectableField } from "@/lib/passes/pass-fields";

export interface NewBulkModel {
  form: UseFormReturn<CorrectionDraft>;
  draft: CorrectionDraft;
  moves: BulkMoves;
  reading: BulkReading;
  obstacle: string | null;
  isDirty: boolean;
  /** The reader has tried to continue, so everything that is missing is pointed out. */
  isAttempted: boolean;
  wasLeft: (field: CorrectableField) => boolean;
  leave: (field: CorrectableField) => void;
  choose: (field: CorrectableField, mode: FieldMode) => void;
  move: (field: TimeField, shift: ShiftDraft) => void;
}

interface NewBulkWords {
  labels: Readonly<Record<CorrectableField, string>>;
  zone: string;
  now: Date;
}

/** The state of the bulk correction form and what it means. Starts from the plan `from`, if there is one. */
export function useNewBulk(from: Bulk | null, words: NewBulkWords): NewBulkModel {
  const start = useMemo(() => startOf(from, words.zone), [from, words.zone]);
  const form = useForm<CorrectionDraft>({ defaultValues: start.draft });
  const [moves, setMoves] = useState(start.moves);
  const [left, setLeft] = useState<ReadonlySet<CorrectableField>>(new Set());
  const draft = useWatch({ control: form.control }) as CorrectionDraft;
  const reading = readBulkDraft(draft, moves, words);
  return {
    form,
    draft,
    moves,
    reading,
    obstacle: previewObstacle(reading),
    isDirty: reading.touched.length > 0 || draft.note !== "" || draft.case_ref !== "",
    isAttempted: form.formState.submitCount > 0,
    wasLeft: (field) => left.has(field),
    leave: (field) => (left.has(field) ? undefined : setLeft(new Set([...left, field]))),
    choose: (field, mode) => {
      setLeft(new Set([...left].filter((each) => each !== field)));
      setMoves((known) => ({ ...known, modes: { ...known.modes, [field]: mode } }));
    },
    move: (field, shift) => setMoves((known) => ({ ...known, shifts: { ...known.shifts, [field]: shift } })),
  };
}
