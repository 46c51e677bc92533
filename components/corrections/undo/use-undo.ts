"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { type CorrectionDraft, draftOf, stateOf } from "@/components/corrections/correction-draft";
import { readReason } from "@/components/corrections/form/read-draft";
import type { ActFailure } from "@/components/corrections/send-act";
import { newIdempotencyKey } from "@/components/api/idempotency-key";
import { sendUndo } from "./send-undo";
import { toast } from "@/components/ui/overlay/toast";
import type { PastCorrection, UndoRefusal } from "@/lib/corrections/correction";
import type { Pass } from "@/lib/passes/pass";

interface Failed {
  failure: ActFailure | null;
  /** Said where somebody was faster. */
  already: string | null;
  refusal: UndoRefusal | null;
}

const NONE: Failed = { failure: null, already: null, refusal: null };

/** The state of an undoing: its reason, what was refused, and the way back to the pass. */
export function useUndo(pass: Pass, correction: PastCorrection, zone: string) {
  const router = useRouter();
  const [isSaving, setSaving] = useState(false);
  const [failed, setFailed] = useState<Failed>(NONE);
  const sent = useRef<{ content: string; key: string } | null>(null);
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
    const etag = failed.refusal?.etag;
    const content = JSON.stringify([reason, etag]);
    if (sent.current?.content !== content) sent.current = { content, key: newIdempotencyKey() };
    setSaving(true);
    const outcome = await sendUndo({ correctionId: correction.id, reason, key: sent.current.key, etag });
    setSaving(false);
    if (outcome.kind === "done") {
      toast.success("Correction undone");
      leave();
      router.refresh();
    } else if (outcome.kind === "changed") setFailed({ ...NONE, refusal: outcome.refusal });
    else if (outcome.kind === "already") setFailed({ ...NONE, already: outcome.detail });
    else setFailed(({ refusal }) => ({ ...NONE, refusal, failure: outcome }));
  }

  return {
    ...failed,
    model: { form, draft, reading: { touched: [], reasonErrors } },
    obstacle: reasonErrors.reason_code
      ? "Choose a reason to undo"
      : reasonErrors.note
        ? "Write a note to undo"
        : reasonErrors.case_ref
          ? "Fix the case reference to undo"
          : null,
    isSaving,
    save,
    leave,
  };
}
