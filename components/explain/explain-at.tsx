"use client";

import { type FormEvent, type KeyboardEvent, useEffect, useState } from "react";
import { ExplainBody } from "./explain-body";
import { readMoment, type TypedMoment } from "./explain-time";
import { useExplanationAt } from "./use-explanation-at";
import { FailureBanner } from "@/components/api/failure-banner";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field, fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Kbd } from "@/components/ui/kbd";
import { Segmented } from "@/components/ui/form/segmented";
import { Skeleton } from "@/components/ui/page/skeleton";
import { formatDay, formatFull, zoneLabel } from "@/lib/format";

type ExplainAtProps = {
  passId: string;
  zone: string;
  now: string;
  /** The instant that is shown; null while none is chosen. */
  at: string | null;
  isAsking: boolean;
  onShow: (iso: string) => void;
  onClose: () => void;
};

export function ExplainAt(props: ExplainAtProps) {
  const { passId, zone, now, at } = props;
  return (
    <>
      <MomentForm key={at} {...props} />
      {at === null ? null : <PastExplanation passId={passId} zone={zone} now={now} at={at} />}
    </>
  );
}

const FIELD_ID = "explain-at";

function MomentForm({ zone, now, at, isAsking, onShow, onClose }: ExplainAtProps) {
  const [text, setText] = useState("");
  const [fold, setFold] = useState<Fold>("earlier");
  const [wasSent, setSent] = useState(false);
  const meant = readMoment(text, { now: new Date(now), zone });
  const iso = meant.kind === "one" ? meant.iso : meant.kind === "two" ? meant[fold] : null;
  useEffect(() => {
    if (isAsking) document.getElementById(at === null ? FIELD_ID : `${FIELD_ID}-back`)?.focus();
  }, [isAsking, at]);
  const type = (typed: string) => {
    setText(typed);
    setSent(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (iso === null) setSent(true);
    else onShow(iso);
  };
  const isTyped = text.trim() !== "";
  return (
    <form
      onSubmit={submit}
      className="flex flex-wrap items-start gap-3 border-b bg-surface-2 px-4 py-3 print:hidden"
    >
      <div className="min-w-60 flex-1">
        <Field
          htmlFor={FIELD_ID}
          label={`At what time, ${zoneLabel(zone, iso ?? now)}`}
          hint={iso ? formatFull(iso, { zone }) : "For example 8:14 am, yesterday 8:14, Nov 18 8:14 am"}
          error={iso === null && (wasSent || isTyped) ? refusal(meant, !wasSent) : undefined}
        >
          <MomentInputs text={text} isWrong={wasSent && iso === null} onType={type} onClose={onClose} />
        </Field>
      </div>
      {meant.kind === "two" ? <FoldChoice {...{ meant, fold, zone }} onChange={setFold} /> : null}
      <div className="mt-5.5 flex flex-wrap gap-2 max-md:mt-0">
        <Button type="submit" variant="primary">
          Show that time
        </Button>
        <Button id={`${FIELD_ID}-back`} variant="ghost" onClick={onClose}>
          Back to now
          <Kbd className="max-md:hidden">Esc</Kbd>
        </Button>
      </div>
    </form>
  );
}

type Fold = "earlier" | "later";

type MomentInputsProps = {
  text: string;
  isWrong: boolean;
  onType: (text: string) => void;
  onClose: () => void;
};

function MomentInputs({ text, isWrong, onType, onClose }: MomentInputsProps) {
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onClose();
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Input
        id={FIELD_ID}
        value={text}
        placeholder="8:14 am"
        autoComplete="off"
        onChange={(event) => onType(event.target.value)}
        onKeyDown={closeByKey}
        invalid={isWrong}
        aria-describedby={fieldNoteId(FIELD_ID)}
        className="min-w-40 flex-1"
      />
      <Input
        type="datetime-local"
        aria-label="Pick the date and time"
        onChange={(event) => onType(event.target.value.replace("T", " "))}
        onKeyDown={closeByKey}
        className="w-52 flex-none max-md:w-full"
      />
    </div>
  );
}

type FoldChoiceProps = {
  meant: { earlier: string; later: string };
  fold: Fold;
  zone: string;
  onChange: (fold: Fold) => void;
};

function FoldChoice({ meant, fold, zone, onChange }: FoldChoiceProps) {
  const clock = (iso: string) => formatFull(iso, { zone }).split(", ").at(-1) ?? iso;
  return (
    <Segmented
      label="The clock showed this time twice"
      value={fold}
      onChange={onChange}
      options={[
        { value: "earlier", label: clock(meant.earlier) },
        { value: "later", label: clock(meant.later) },
      ]}
      className="mt-5.5 max-md:mt-0"
    />
  );
}

/* A half-typed time is not an error yet, but a future or skipped time is reported at once. */
function refusal(meant: TypedMoment, isTyping: boolean): string | undefined {
  if (meant.kind === "future") return "That time is still ahead. Only the past can be looked at.";
  if (meant.kind === "none") return "The clocks skipped that time when they changed.";
  return isTyping ? undefined : "Write a time like 8:14 am, yesterday 8:14 or Nov 18 8:14 am.";
}

type PastExplanationProps = { passId: string; zone: string; now: string; at: string };

function PastExplanation({ passId, zone, now, at }: PastExplanationProps) {
  const { outcome, retry } = useExplanationAt(passId, at);
  if (outcome === null) {
    return (
      <div role="status" className="flex flex-col gap-2 px-4 py-4">
        <span className="sr-only">Loading the pass as it was</span>
        <Skeleton className="h-5 w-80 max-w-full" />
        <Skeleton className="h-4 w-120 max-w-full" />
      </div>
    );
  }
  if (outcome.kind !== "done") {
    return <FailureBanner title="That time did not load." failure={outcome} onRetry={retry} />;
  }
  const explanation = outcome.answer.data;
  const tone = explanation.valid === null ? "warn" : explanation.valid ? "ok" : "info";
  return (
    <>
      <div role="status">
        <Banner tone={tone} title={`${explanation.answer}.`} isFlush>
          As it was on <time dateTime={explanation.at}>{asked(explanation.at, zone, now)}</time>. Worked out
          from the record as it is today.
        </Banner>
      </div>
      <ExplainBody explanation={explanation} zone={zone} now={now} />
    </>
  );
}

/* "Nov 18, 8:14 AM CST": seconds only if they are not zero. */
function asked(at: string, zone: string, now: string): string {
  const [, , clock = ""] = formatFull(at, { zone }).split(", ");
  return `${formatDay(at, { zone, now })}, ${clock.replace(/:00(?=\s)/, "")}`;
}
