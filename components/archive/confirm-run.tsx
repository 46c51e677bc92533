"use client";

import { type ReactNode, type RefObject, useState } from "react";
import { passesText } from "./archive-words";
import { type Asked, sendRun } from "./send-archive";
import { FailureBanner } from "@/components/api/failure-banner";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/overlay/dialog";
import { Field, fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { typedCount } from "@/components/ui/form/typed-count";
import { formatCount } from "@/lib/format";

/* Up to this many passes, one click confirms. */
const MOST_UNTYPED = 1000;
const ID = "archive-count";

interface ConfirmRunProps {
  asked: Asked;
  count: number;
  opener: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onClose: () => void;
  onStarted: () => void;
  children: ReactNode;
}

/** Asks for confirmation before a run. Above 1,000 passes, their number has to be typed. */
export function ConfirmRun(props: ConfirmRunProps) {
  const { asked, count, opener, isOpen, onClose, onStarted } = props;
  const [typed, setTyped] = useState("");
  const { isSending, failure, send } = useSending();
  const keys = useChangeKey();
  const verb = asked.direction === "archive" ? "Archive" : "Restore";
  const isRight = count <= MOST_UNTYPED || typedCount(typed) === count;
  const start = async () => {
    if (!isRight || isSending) return;
    const outcome = await send(sendRun(asked, keys.of(asked)));
    if (outcome.kind !== "done") return;
    keys.forget();
    onStarted();
  };
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={`${verb} ${passesText(count)}?`}
        opener={opener}
        footer={
          <>
            <DialogClose asChild>
              <Button>Back</Button>
            </DialogClose>
            <Button variant="primary" disabled={!isRight} working={isSending} onClick={() => void start()}>
              {verb} {passesText(count)}
            </Button>
          </>
        }
      >
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void start();
          }}
        >
          <p className="text-ink-2">{props.children}</p>
          {count > MOST_UNTYPED ? <CountField count={count} typed={typed} onChange={setTyped} /> : null}
          {failure ? <FailureBanner title="Nothing was started." failure={failure} /> : null}
        </form>
      </DialogContent>
    </Dialog>
  );
}

function CountField(props: { count: number; typed: string; onChange: (typed: string) => void }) {
  return (
    <Field label={`Type ${formatCount(props.count)} to confirm`} htmlFor={ID} hint="Commas may be left out">
      <Input
        id={ID}
        inputMode="numeric"
        autoComplete="off"
        value={props.typed}
        aria-describedby={fieldNoteId(ID)}
        onChange={({ target }) => props.onChange(target.value)}
        className="tabular-nums"
      />
    </Field>
  );
}
