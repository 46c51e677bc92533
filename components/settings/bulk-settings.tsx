"use client";

import { useRouter } from "next/navigation";
import { type SyntheticEvent, useState } from "react";
import { askApi } from "@/components/api/ask-api";
import { FailureBanner } from "@/components/api/failure-banner";
import { useSending } from "@/components/api/use-sending";
import { Button } from "@/components/ui/button";
import { Field, fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { toast } from "@/components/ui/overlay/toast";
import { formatCount } from "@/lib/format";

export type BulkSettingsProps = { approvalThreshold: number; canChange: boolean };

const MOST = 10_000_000;
const ID = "approval-threshold";

/** How many passes a bulk correction may have before it needs a second person's approval; admins can change it. */
export function BulkSettings({ approvalThreshold, canChange }: BulkSettingsProps) {
  return (
    <section aria-labelledby="bulk-settings" className="mb-2 border-b px-6 pt-2 pb-5 max-md:px-4">
      <h2 id="bulk-settings">Bulk corrections</h2>
      <p className="mt-1 max-w-160 text-ink-3">
        A correction of more passes than this needs a second person: a manager or another admin. Plans that
        exist keep what they were told.
      </p>
      {canChange ? (
        <ThresholdForm key={approvalThreshold} saved={approvalThreshold} />
      ) : (
        <p className="mt-2">
          <b className="tabular-nums">{formatCount(approvalThreshold)}</b>{" "}
          {approvalThreshold === 1 ? "pass" : "passes"} without a second person. Admins change it.
        </p>
      )}
    </section>
  );
}

function ThresholdForm({ saved }: { saved: number }) {
  const router = useRouter();
  const [text, setText] = useState(formatCount(saved));
  const { isSending: isSaving, failure, send } = useSending();
  const value = /^[\d,\s]{1,12}$/.test(text) ? Number(text.replaceAll(/[,\s]/g, "")) : null;
  const isWrong = value === null || value > MOST;
  const isSame = value === saved;
  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (value === null || isWrong || isSame || isSaving) return;
    const body = { approval_threshold: value };
    const outcome = await send(askApi("/api/v1/settings/bulk", { method: "PATCH", body }));
    if (outcome.kind !== "done") return;
    toast.success("Approval threshold saved");
    router.refresh();
  };
  return (
    <form onSubmit={(event) => void save(event)} className="mt-3 flex flex-wrap items-start gap-2">
      <Field
        label="Passes without a second person"
        htmlFor={ID}
        hint={isSame ? "0: every bulk correction needs one" : `Was ${formatCount(saved)}`}
        error={isWrong ? `Give a whole number from 0 to ${formatCount(MOST)}.` : undefined}
        className="w-64 max-md:w-full"
      >
        <Input
          id={ID}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          changed={!isSame && !isWrong}
          invalid={isWrong}
          aria-describedby={fieldNoteId(ID)}
          onChange={({ target }) => setText(target.value)}
          className="tabular-nums"
        />
      </Field>
      <Button type="submit" disabled={isWrong || isSame} working={isSaving} className="mt-5.5 max-md:mt-0">
        Save
      </Button>
      {failure ? <FailureBanner title="Nothing was saved." failure={failure} className="basis-full" /> : null}
    </form>
  );
}
