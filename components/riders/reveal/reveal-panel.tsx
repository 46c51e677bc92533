"use client";

import { type FormEvent, type RefObject, useId, useState } from "react";
import { sendReveal } from "./send-reveal";
import type { ApiFailure } from "@/components/api/api-failure";
import { useSending } from "@/components/api/use-sending";
import { Button } from "@/components/ui/button";
import { Field, fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Popover } from "@/components/ui/overlay/popover";
import { RadioCard } from "@/components/ui/form/radio-card";
import {
  type ContactField,
  REVEAL_NOTE_MAX,
  REVEAL_REASON_CODES,
  REVEAL_REASONS,
  type RevealReasonCode,
} from "@/lib/riders/reveal/reveal";

type RevealPanelProps = {
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  userId: string;
  field: ContactField;
  onRevealed: (value: string) => void;
};

export function RevealPanel({ anchor, isOpen, onOpenChange, userId, field, onRevealed }: RevealPanelProps) {
  const done = (value: string) => {
    onOpenChange(false);
    onRevealed(value);
  };
  return (
    <Popover
      anchor={anchor}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      label={`Reveal ${field}`}
      align="end"
      isPadded
      className="w-80 max-w-[calc(100vw-16px)]"
    >
      <RevealForm userId={userId} field={field} onRevealed={done} />
    </Popover>
  );
}

type Problem = "code" | "note" | null;

function RevealForm(props: Pick<RevealPanelProps, "userId" | "field" | "onRevealed">) {
  const { userId, field, onRevealed } = props;
  const [code, setCode] = useState<RevealReasonCode | null>(null);
  const [note, setNote] = useState("");
  const [caseRef, setCaseRef] = useState("");
  const [problem, setProblem] = useState<Problem>(null);
  const [isMissing, setMissing] = useState(false);
  const { isSending, failure, send } = useSending();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong: Problem =
      code === null ? "code" : code === "other" && note.trim().length < 3 ? "note" : null;
    setProblem(wrong);
    if (code === null || wrong !== null) return;
    setMissing(false);
    const ref = caseRef.trim();
    const reason = { code, note, ...(ref === "" ? {} : { case_ref: ref }) };
    const outcome = await send(sendReveal({ userId, field, reason }));
    if (outcome.kind !== "done") return;
    const value = outcome.answer.data.fields[field];
    if (value) onRevealed(value);
    else setMissing(true);
  };
  const refused = isMissing ? `No ${field} is on record.` : failure && refusalOf(failure);
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <ReasonChoice field={field} code={code} onCode={setCode} isMissing={problem === "code"} />
      <NoteAndCase {...{ note, setNote, caseRef, setCaseRef }} isNeeded={code === "other"} isMissing={problem === "note"} />
      {refused ? (
        <p role="alert" className="mt-3 text-12 font-medium text-bad-fg">
          {refused}
        </p>
      ) : null}
      <div className="mt-3 flex items-center justify-between gap-3">
        <span className="text-12 text-ink-3">Shown for 30 s, logged with your name.</span>
        <Button type="submit" variant="primary" size="sm" working={isSending}>
          Reveal {field}
        </Button>
      </div>
    </form>
  ); // prettier-ignore
}

/* The server's message is only the predicate, so "The reason" is put before it. */
function refusalOf({ errors: [first], sentence }: ApiFailure): string {
  return first ? `The reason ${first.message}.` : sentence;
}

type ReasonChoiceProps = {
  field: ContactField;
  code: RevealReasonCode | null;
  onCode: (code: RevealReasonCode) => void;
  isMissing: boolean;
};

function ReasonChoice({ field, code, onCode, isMissing }: ReasonChoiceProps) {
  const id = useId();
  return (
    <fieldset aria-describedby={isMissing ? `${id}-error` : undefined}>
      <legend className="mb-2 font-medium">Why do you need the {field}?</legend>
      <div className="flex flex-wrap gap-1.5">
        {REVEAL_REASON_CODES.map((each) => (
          <RadioCard
            key={each}
            name={`${id}-reason`}
            value={each}
            checked={code === each}
            onChange={() => onCode(each)}
            label={REVEAL_REASONS[each]}
            size="sm"
          />
        ))}
      </div>
      {isMissing ? (
        <p id={`${id}-error`} role="alert" className="mt-1.5 text-12 font-medium text-bad-fg">
          Choose a reason.
        </p>
      ) : null}
    </fieldset>
  );
}

type NoteAndCaseProps = {
  note: string;
  setNote: (note: string) => void;
  caseRef: string;
  setCaseRef: (caseRef: string) => void;
  isNeeded: boolean;
  isMissing: boolean;
};

function NoteAndCase({ note, setNote, caseRef, setCaseRef, isNeeded, isMissing }: NoteAndCaseProps) {
  const id = useId();
  return (
    <div className="mt-3 grid grid-cols-2 gap-3 max-md:grid-cols-1">
      <Field
        label="Note"
        htmlFor={`${id}-note`}
        isOptional={!isNeeded}
        error={isMissing ? "Say why, in 3 characters or more." : undefined}
      >
        <Input
          id={`${id}-note`}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          maxLength={REVEAL_NOTE_MAX}
          autoComplete="off"
          invalid={isMissing}
          aria-describedby={isMissing ? fieldNoteId(`${id}-note`) : undefined}
        />
      </Field>
      <Field label="Case" htmlFor={`${id}-case`} isOptional>
        <Input
          id={`${id}-case`}
          value={caseRef}
          onChange={(event) => setCaseRef(event.target.value)}
          maxLength={64}
          className="mono"
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
    </div>
  );
}
