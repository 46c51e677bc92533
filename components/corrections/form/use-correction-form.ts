"use client";

import { useMemo, useState } from "react";
import { type FieldErrors, type Resolver, useForm, type UseFormReturn, useWatch } from "react-hook-form";
import {
  type CorrectionDraft,
  draftOf,
  rebasedDraft,
  stateOf,
} from "@/components/corrections/correction-draft";
import { type DraftErrors, type DraftReading, readDraft, saveObstacle } from "./read-draft";
import type { Pass } from "@/lib/passes/pass";
import type { PassState } from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

/** The version of the pass that the form is based on: the one it was opened with, or a newer one after a conflict. */
interface Opened {
  pass: Pass;
  etag: string;
}

export interface CorrectionFormProps {
  opened: Opened;
  labels: Readonly<Record<CorrectableField, string>>;
  zone: string;
  now: Date;
}

export interface CorrectionFormModel {
  form: UseFormReturn<CorrectionDraft>;
  draft: CorrectionDraft;
  initial: CorrectionDraft;
  state: PassState;
  opened: Opened;
  reading: DraftReading;
  obstacle: string | null;
  /** There are changes that would be lost. */
  isDirty: boolean;
  /** Starts over from another version of the pass, applies these changes to it, and keeps the reason. */
  rebase: (opened: Opened, changes: Partial<PassState>) => void;
}

export function useCorrectionForm(props: CorrectionFormProps): CorrectionFormModel {
  const { labels, zone, now } = props;
  const [opened, setOpened] = useState(props.opened);
  const state = useMemo(() => stateOf(opened.pass), [opened]);
  const initial = useMemo(() => draftOf(state, zone), [state, zone]);
  const rules = useMemo(() => ({ state, initial, labels, zone, now }), [state, initial, labels, zone, now]);
  const form = useForm<CorrectionDraft>({
    defaultValues: initial,
    resolver: (draft) => resolve(draft, readDraft(draft, rules)),
  });
  const draft = useWatch({ control: form.control }) as CorrectionDraft;
  const reading = useMemo(() => readDraft(draft, rules), [draft, rules]);
  return {
    form,
    draft,
    initial,
    state,
    opened,
    reading,
    obstacle: saveObstacle(reading),
    isDirty: reading.touched.length > 0 || draft.note !== "" || draft.case_ref !== "",
    rebase: (next, changes) => {
      const base = stateOf(next.pass);
      setOpened(next);
      form.reset(rebasedDraft(draft, base, changes, zone));
    },
  };
}

/* For the form library, a draft is either valid or not; the first field with an error gets the focus. */
function resolve(draft: CorrectionDraft, reading: DraftReading): ReturnType<Resolver<CorrectionDraft>> {
  const errors: DraftErrors = { ...reading.errors, ...reading.reasonErrors };
  const found = Object.entries(errors).map(([field, message]) => [field, { type: "rule", message }] as const);
  if (found.length === 0) return { values: draft, errors: {} };
  return { values: {}, errors: Object.fromEntries(found) as FieldErrors<CorrectionDraft> };
}
