"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import type { CorrectionDraft } from "@/components/corrections/correction-draft";
import { readHold, readReason } from "@/components/corrections/form/read-draft";
import { askApi } from "@/components/api/ask-api";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import { toast } from "@/components/ui/overlay/toast";
import type { CorrectableField } from "@/lib/passes/pass-fields";

const EMPTY = { reason_code: "", note: "", case_ref: "", is_held: true, hold_until: "" } as const;

export function usePin(passId: string, clock: { zone: string; now: Date }, onSaved: () => void) {
  const router = useRouter();
  const [fields, setFields] = useState<CorrectableField[]>([]);
  const { isSending, failure, send } = useSending();
  const keys = useChangeKey();
  const form = useForm<CorrectionDraft>({ defaultValues: EMPTY });
  const draft = useWatch({ control: form.control }) as CorrectionDraft;
  const { reason, reasonErrors } = readReason(draft, []);
  const hold = readHold(draft, clock);

  async function save() {
    await form.handleSubmit(() => undefined)();
    if (reason === null || hold.pin_until === undefined || fields.length === 0) return;
    const body = { fields, until: hold.pin_until, reason };
    const path = `/api/v1/passes/${encodeURIComponent(passId)}/pins`;
    const outcome = await send(askApi(path, { method: "POST", body, key: keys.of(body) }));
    if (outcome.kind !== "done") return;
    // The drawer stays mounted: pinning the same again later is another change.
    keys.forget();
    toast.success(fields.length === 1 ? "1 field pinned" : `${fields.length} fields pinned`);
    setFields([]);
    form.reset(EMPTY);
    onSaved();
    router.refresh();
  }

  return {
    fields,
    toggle: (field: CorrectableField, isOn: boolean) =>
      setFields((known) => (isOn ? [...known, field] : known.filter((each) => each !== field))),
    model: { form, draft, reading: { touched: [], reasonErrors } },
    untilError: hold.error,
    obstacle: obstacleOf(fields, hold.error, reasonErrors),
    isSaving: isSending,
    failure,
    save,
  };
}

function obstacleOf(
  fields: readonly CorrectableField[],
  untilError: string | undefined,
  errors: ReturnType<typeof readReason>["reasonErrors"],
): string | null {
  if (fields.length === 0) return "Choose a field to pin";
  if (untilError) return "Fix the time to pin";
  if (errors.reason_code) return "Choose a reason to pin";
  if (errors.note) return "Write a note to pin";
  return errors.case_ref ? "Fix the case reference to pin" : null;
}
