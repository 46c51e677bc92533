"use client";

import type { CorrectionDraft } from "@/components/corrections/correction-draft";
import { CorrectionFields, type CorrectionFieldsProps } from "./correction-fields";
import { CorrectionHold } from "./correction-hold";
import { CorrectionPreview } from "./correction-preview";
import { CorrectionReason } from "@/components/corrections/form/correction-reason";
import { CorrectionWarnings } from "./correction-warnings";

type CorrectionFormProps = Omit<CorrectionFieldsProps, "serverError"> & {
  provider: string;
  /** The server's error for a control, by the name the API gives it. */
  serverError: (field: keyof CorrectionDraft, name: string) => string | undefined;
};

export function CorrectionForm({ provider, serverError, ...fields }: CorrectionFormProps) {
  const { model, labels, zone, now } = fields;
  return (
    <form aria-label="Correction" onSubmit={(event) => event.preventDefault()} noValidate>
      <CorrectionFields {...fields} serverError={(field) => serverError(field, field)} />
      <CorrectionWarnings model={model} now={now} />
      <CorrectionReason model={model} />
      <CorrectionHold
        model={model}
        zone={zone}
        provider={provider}
        serverError={serverError("hold_until", "pin_until")}
      />
      <CorrectionPreview
        state={model.state}
        reading={model.reading}
        labels={labels}
        provider={provider}
        zone={zone}
        now={now}
      />
    </form>
  );
}
