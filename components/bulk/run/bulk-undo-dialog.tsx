"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { passes } from "@/components/bulk/bulk-words";
import type { BulkModel } from "@/components/bulk/use-bulk";
import { FailureBanner } from "@/components/api/failure-banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/overlay/dialog";
import { Field, fieldNoteId } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { Textarea } from "@/components/ui/form/textarea";
import { type ReasonCode, REASON_CODES, REASONS, reasonSchema } from "@/lib/corrections/correction-rules";

type BulkUndoDialogProps = {
  model: BulkModel;
  opener: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onClose: () => void;
};

export function BulkUndoDialog({ model, opener, isOpen, onClose }: BulkUndoDialogProps) {
  const { bulk, acting, failed, act } = model;
  const router = useRouter();
  const [code, setCode] = useState<ReasonCode>(bulk.reason.code);
  const [note, setNote] = useState("");
  const [isAttempted, setAttempted] = useState(false);
  const { case_ref } = bulk.reason;
  const reason = reasonSchema.safeParse({ code, note, ...(case_ref ? { case_ref } : {}) });
  const problem = reason.success ? undefined : `Note ${reason.error.issues[0]?.message ?? "is missing"}.`;
  const count = passes(bulk.counts.changed);
  const undo = async () => {
    setAttempted(true);
    if (!reason.success || acting !== null) return;
    const undoing = await act("undo", { reason: reason.data, confirm_count: bulk.counts.changed });
    if (undoing) router.push(`/corrections/bulk/${undoing.id}`);
  };
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        opener={opener}
        title={`Undo ${count}?`}
        description="Each pass gets its values from before back. Passes that someone changed since are left alone and listed."
        footer={
          <>
            <Button onClick={onClose}>Keep the correction</Button>
            <Button variant="danger" working={acting === "undo"} onClick={() => void undo()}>
              Undo {count}
            </Button>
          </>
        }
      >
        {failed?.act === "undo" ? (
          <FailureBanner title="Nothing was undone." failure={failed.failure} className="mb-3.5" />
        ) : null}
        <WhyFields
          {...{ code, note }}
          error={isAttempted ? problem : undefined}
          onCode={setCode}
          onNote={setNote}
          onSend={() => void undo()}
        />
      </DialogContent>
    </Dialog>
  );
}

type WhyFieldsProps = {
  code: ReasonCode;
  note: string;
  error: string | undefined;
  onCode: (code: ReasonCode) => void;
  onNote: (note: string) => void;
  onSend: () => void;
};

function WhyFields({ code, note, error, onCode, onNote, onSend }: WhyFieldsProps) {
  const id = useId();
  const byKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    onSend();
  };
  return (
    <div className="flex flex-col gap-3.5">
      <Field label="Reason" htmlFor={`${id}-code`}>
        <Select id={`${id}-code`} value={code} onChange={({ target }) => onCode(target.value as ReasonCode)}>
          {REASON_CODES.map((each) => (
            <option key={each} value={each}>
              {REASONS[each]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Note" htmlFor={`${id}-note`} hint="Shown in the timeline and audit log" error={error}>
        <Textarea
          id={`${id}-note`}
          value={note}
          invalid={error !== undefined}
          aria-describedby={fieldNoteId(`${id}-note`)}
          onChange={({ target }) => onNote(target.value)}
          onKeyDown={byKey}
        />
      </Field>
    </div>
  );
}
