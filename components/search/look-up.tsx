"use client";

import { Search } from "lucide-react";
import { useEffect, useRef, type FormEvent, type KeyboardEvent } from "react";
import { LookUpResult } from "./look-up-result";
import { LookUpStart } from "./look-up-start";
import { useLookUp } from "./use-look-up";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/page/error-state";
import { Field, fieldNoteId } from "@/components/ui/form/field";
import { Skeleton } from "@/components/ui/page/skeleton";
import { Textarea } from "@/components/ui/form/textarea";
import { useCommandKey } from "@/components/navigation/use-command-key";
import type { ShownZone } from "@/lib/display-zone";
import { zoneLabel } from "@/lib/format";
import { MOST_CHARACTERS } from "@/lib/search/read-text";

export function LookUp({ zone }: { zone: ShownZone }) {
  const { text, setText, state, run } = useLookUp();
  const lookUp = () => void run(text);
  return (
    <div className="flex min-w-0 flex-col gap-5 px-6 py-4 max-md:px-4">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h1>Look up riders and passes</h1>
        <span className="text-12 text-ink-3">{zoneLabel(zone.shown, zone.now)}</span>
      </div>
      <LookUpForm text={text} isWorking={state.kind === "searching"} onType={setText} onLookUp={lookUp} />
      <div role="status" className="sr-only">
        {state.kind === "searching" ? "Searching" : ""}
      </div>
      {state.kind === "idle" ? <LookUpStart /> : null}
      {state.kind === "searching" ? <Waiting /> : null}
      {state.kind === "failed" ? (
        <ErrorState title="The search did not finish" body={state.reason} onRetry={lookUp} />
      ) : null}
      {state.kind === "found" ? <LookUpResult result={state.result} at={state.at} zone={zone} /> : null}
    </div>
  );
}

type LookUpFormProps = {
  text: string;
  isWorking: boolean;
  onType: (text: string) => void;
  onLookUp: () => void;
};

function LookUpForm({ text, isWorking, onType, onLookUp }: LookUpFormProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const commandKey = useCommandKey();
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onLookUp();
  };
  const steer = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (!isCommand && (event.shiftKey || text.trim().includes("\n"))) return;
    event.preventDefault();
    onLookUp();
  };
  const hint = `IDs, serials, order numbers, emails, phones, a name, a whole mail, or a list of up to 500. ${commandKey} Enter looks up several lines.`;
  return (
    <form onSubmit={submit} className="flex max-w-190 flex-col gap-3">
      <Field label="Paste anything" htmlFor="look-up" hint={hint}>
        <Textarea
          id="look-up"
          ref={box}
          rows={6}
          maxLength={MOST_CHARACTERS}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={fieldNoteId("look-up")}
          value={text}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={steer}
          className="max-md:text-16"
        />
      </Field>
      <Button
        type="submit"
        variant="primary"
        icon={<Search aria-hidden />}
        working={isWorking}
        className="self-start"
      >
        Look up
      </Button>
    </form>
  );
}

function Waiting() {
  return (
    <div aria-hidden className="flex max-w-190 flex-col gap-4 py-4">
      {["w-1/3", "w-full", "w-full", "w-2/3"].map((width, index) => (
        <Skeleton key={index} className={width} />
      ))}
    </div>
  );
}
