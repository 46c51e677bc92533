"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { type CorrectionDraft, draftOf, stateOf } from "@/components/corrections/correction-draft";
import { readReason } from "@/components/corrections/form/read-draft";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import { sendUndo, undoRefusalOf } from "./send-undo";
import { toast } from "@/components/ui/overlay/toast";
import type { PastCorrection, UndoRefusal } from "@/lib/corrections/correction";
import type { Pass } from "@/lib/passes/pass";

export function useUndo(pass: Pass, correction: PastCorrection, zone: string) {
  const router = useRouter();
  const { isSending, failure, send } = useSending();
  const [refusal, setRefusal] = useState<UndoRefusal | null>(null);
  const keys = useChangeKey();
  const form = useForm<CorrectionDraft>({
    defaultValues: {
      ...draftOf(stateOf(pass), zone),
      reason_code: correction.reason?.code ?? "",
      case_ref: correction.reason?.case_ref ?? "",
    },
  });
  const draft = useWatch({ control: form.control }) as CorrectionDraft;
  const { reason, reasonErrors } = readReason(draft, []);
  const leave = () => router.replace(`/passes/${pass.id}`, { scroll: false });

  async function save() {
    await form.handleSubmit(() => undefined)();
    if (reason === null) return;
    const etag = refusal?.etag;
    const key = keys.of([reason, etag]);
    const outcome = await send(sendUndo({ correctionId: correction.id, reason, key, etag }));
    if (outcome.kind !== "done") return setRefusal(undoRefusalOf(outcome) ?? refusal);
    toast.success("Correction undone");
    leave();
    router.refresh();
  }

  const isAlready = failure?.code === "already_done";
  return {
    failure: failure && !isAlready && undoRefusalOf(failure) === null ? failure : null,
    /** Set if somebody else has already undone the correction. */
    already: isAlready ? failure.sentence : null,
    refusal: isAlready ? null : refusal,
    model: { form, draft, reading: { touched: [], reasonErrors } },
    obstacle: reasonErrors.reason_code
      ? "Choose a reason to undo"
      : reasonErrors.note
        ? "Write a note to undo"
        : reasonErrors.case_ref
          ? "Fix the case reference to undo"
          : null,
    isSaving: isSending,
    save,
    leave,
  };
}
