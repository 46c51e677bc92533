"use client";

import type { ReactNode } from "react";
import {
  DRAFT_FIELDS,
  isIdField,
  isNumberField,
  isTimeField,
} from "@/components/corrections/correction-draft";
import { CorrectionField } from "@/components/corrections/form/correction-field";
import { TimeField } from "@/components/corrections/form/time-field";
import type { CorrectionFormModel } from "@/components/corrections/form/use-correction-form";
import { wordIn } from "@/lib/fields/word-in";
import { valueText } from "@/components/corrections/value-text";
import { fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { PROVIDER_STATUSES, STATUS_LABEL } from "@/lib/passes/pass-status";

export type CorrectionFieldsProps = {
  model: CorrectionFormModel;
  labels: Readonly<Record<CorrectableField, string>>;
  zone: string;
  now: Date;
  /** The server's error for a control, for as long as the control contains the refused value. */
  serverError: (field: CorrectableField) => string | undefined;
};

export function CorrectionFields(props: CorrectionFieldsProps) {
  return (
    <div className="grid grid-cols-2 gap-x-4 gap-y-3.5 max-md:grid-cols-1">
      {DRAFT_FIELDS.map((field) => (
        <OneField key={field} field={field} {...props} />
      ))}
    </div>
  );
}

export const correctionControlId = (field: string) => `correct-${field}`;

function OneField({
  field,
  model,
  labels,
  zone,
  now,
  serverError,
}: CorrectionFieldsProps & { field: CorrectableField }) {
  const { form, draft, initial, state, reading, opened } = model;
  const common = {
    id: correctionControlId(field),
    label: labels[field],
    isChanged: reading.touched.includes(field),
    was: valueText(field, state[field], { zone, now }),
    error: reading.errors[field] ?? serverError(field),
    onReset: () => {
      form.setValue(field, initial[field]);
      if (isTimeField(field)) form.setValue(`${field}_fold`, initial[`${field}_fold`]);
    },
  };
  if (isTimeField(field)) return <TimeField form={form} name={field} zone={zone} {...common} />;
  const canClear = field !== "status" && draft[field] !== "";
  const rider = field === "user_id" && !common.isChanged ? opened.pass.rider?.display_name : undefined;
  return (
    <CorrectionField {...common} hint={rider} onClear={canClear ? () => form.setValue(field, "") : undefined}>
      <Control field={field} model={model} isChanged={common.isChanged} error={common.error} />
    </CorrectionField>
  );
}

type ControlProps = {
  field: CorrectableField;
  model: CorrectionFormModel;
  isChanged: boolean;
  error: string | undefined;
};

function Control({ field, model, isChanged, error }: ControlProps): ReactNode {
  const control = {
    ...model.form.register(field),
    id: correctionControlId(field),
    changed: isChanged,
    invalid: error !== undefined,
    "aria-describedby": fieldNoteId(correctionControlId(field)),
    autoComplete: "off",
  };
  if (field === "status") return <StatusSelect stored={model.state.status} control={control} />;
  return (
    <Input
      {...control}
      inputMode={isNumberField(field) ? "numeric" : undefined}
      spellCheck={false}
      placeholder={field === "user_id" ? "Rider number" : "Empty"}
      className={isIdField(field) ? "mono" : undefined}
    />
  );
}

function StatusSelect({
  stored,
  control,
}: {
  stored: string | null;
  control: Omit<Parameters<typeof Select>[0], "children">;
}) {
  const isOurs = stored !== null && (PROVIDER_STATUSES as readonly string[]).includes(stored);
  return (
    <Select {...control}>
      {isOurs ? null : (
        <option value={stored ?? ""}>{stored === null ? "None recorded" : `${stored} (unknown)`}</option>
      )}
      {PROVIDER_STATUSES.map((word) => (
        <option key={word} value={word}>
          {wordIn(STATUS_LABEL, word)}
        </option>
      ))}
    </Select>
  );
}
