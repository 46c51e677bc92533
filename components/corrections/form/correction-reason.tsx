"use client";

import type { DraftReading } from "./read-draft";
import type { CorrectionFormModel } from "./use-correction-form";
import { Field, fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioCard } from "@/components/ui/form/radio-card";
import { Textarea } from "@/components/ui/form/textarea";
import { REASON_CODES, REASONS } from "@/lib/corrections/correction-rules";

const NOTE_MAX = 500;

/** What any form that asks for a reason provides. */
export type ReasonModel = Pick<CorrectionFormModel, "form" | "draft"> & {
  reading: Pick<DraftReading, "touched" | "reasonErrors">;
};

export function CorrectionReason({
  model,
  caseHint = "Required for status changes",
}: {
  model: ReasonModel;
  caseHint?: string;
}) {
  const { form, reading } = model;
  const { touchedFields, submitCount } = form.formState;
  const codeError =
    submitCount > 0 || touchedFields.reason_code ? reading.reasonErrors.reason_code : undefined;
  return (
    <section aria-labelledby="reason-title" className="mt-4 border-t pt-4">
      <h2 id="reason-title">Reason</h2>
      <fieldset aria-describedby={codeError ? "reason-error" : undefined} className="mt-2.5">
        <legend className="sr-only">Reason category</legend>
        <div className="flex flex-wrap gap-1.5">
          {REASON_CODES.map((code) => (
            <RadioCard
              key={code}
              {...form.register("reason_code")}
              value={code}
              label={REASONS[code]}
              size="sm"
            />
          ))}
        </div>
        {codeError ? (
          <p id="reason-error" className="mt-1.5 text-12 font-medium text-bad-fg">
            {codeError}
          </p>
        ) : null}
      </fieldset>
      <NoteAndCase model={model} isAttempted={submitCount > 0} caseHint={caseHint} />
    </section>
  );
}

type NoteAndCaseProps = { model: ReasonModel; isAttempted: boolean; caseHint: string };

function NoteAndCase({ model, isAttempted, caseHint }: NoteAndCaseProps) {
  const { form, draft, reading } = model;
  const { touchedFields } = form.formState;
  const isTooLong = draft.note.length > NOTE_MAX;
  const noteError = isAttempted || touchedFields.note || isTooLong ? reading.reasonErrors.note : undefined;
  const caseError = isAttempted || touchedFields.case_ref ? reading.reasonErrors.case_ref : undefined;
  return (
    <div className="mt-3.5 grid grid-cols-[minmax(0,1fr)_200px] gap-4 max-md:grid-cols-1">
      <Field
        label="Note"
        htmlFor="correct-note"
        hint="Shown in the timeline and audit log"
        error={noteError}
        aside={
          <span className="shrink-0 text-ink-3 tabular-nums">
            {draft.note.length} / {NOTE_MAX}
          </span>
        }
      >
        <Textarea
          {...form.register("note")}
          id="correct-note"
          invalid={noteError !== undefined}
          aria-describedby={fieldNoteId("correct-note")}
        />
      </Field>
      <Field
        label="Case reference"
        htmlFor="correct-case"
        isOptional={!reading.touched.includes("status")}
        hint={caseHint}
        error={caseError}
      >
        <Input
          {...form.register("case_ref")}
          id="correct-case"
          className="mono"
          autoComplete="off"
          spellCheck={false}
          invalid={caseError !== undefined}
          aria-describedby={fieldNoteId("correct-case")}
        />
      </Field>
    </div>
  );
}
