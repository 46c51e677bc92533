"use client";

import { useState } from "react";
import { useController, type UseFormReturn } from "react-hook-form";
import type { CorrectionDraft, TimeField as TimeFieldName } from "@/components/corrections/correction-draft";
import { CorrectionField } from "./correction-field";
import { fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Segmented } from "@/components/ui/form/segmented";
import { shortZone } from "./short-zone";
import { fromLocalInput } from "@/lib/time/local-time";

// A half-typed date reads as empty, which would clear the field, so this text stands for it.
export const HALF_TYPED = "?";

type TimeFieldProps = {
  form: UseFormReturn<CorrectionDraft>;
  name: TimeFieldName | "hold_until";
  id: string;
  label: string;
  zone: string;
  isChanged: boolean;
  was: string | null;
  hint?: string;
  error?: string;
  onReset: () => void;
};

/** A date and time in the given zone; in the hour that repeats in autumn, it asks which of the two is meant. */
export function TimeField({ form, name, id, label, zone, error, ...rest }: TimeFieldProps) {
  const { field } = useController({ control: form.control, name });
  const { ref: attach, value, onChange, onBlur } = field;
  // The control keeps half-typed text to itself; a new key resets it.
  const [generation, setGeneration] = useState(0);
  const take = (control: HTMLInputElement) =>
    onChange(control.validity.badInput ? HALF_TYPED : control.value);
  const renew = (set: () => void) => {
    set();
    setGeneration((count) => count + 1);
  };
  const meant = fromLocalInput(value, zone);
  const zoneNote = meant.kind === "one" ? ` · ${shortZone(meant.iso, zone)}` : "";
  return (
    <CorrectionField
      {...rest}
      id={id}
      label={label}
      error={error}
      hint={`${rest.hint ?? "Not changed"}${zoneNote}`}
      onReset={() => renew(rest.onReset)}
      onClear={value === "" ? undefined : () => renew(() => onChange(""))}
    >
      <Input
        key={generation}
        ref={attach}
        id={id}
        type="datetime-local"
        className="[&::-webkit-datetime-edit]:flex-1"
        step={1}
        max="2099-12-31T23:59:59"
        value={value === HALF_TYPED ? "" : value}
        onChange={(event) => take(event.target)}
        onBlur={(event) => {
          if (event.target.validity.badInput) take(event.target);
          onBlur();
        }}
        changed={rest.isChanged}
        invalid={error !== undefined}
        aria-describedby={fieldNoteId(id)}
      />
      {meant.kind === "two" && name !== "hold_until" ? (
        <FoldChoice form={form} name={name} label={label} zone={zone} meant={meant} />
      ) : null}
    </CorrectionField>
  );
}

export type FoldChoiceProps = Pick<TimeFieldProps, "form" | "label" | "zone"> & {
  name: TimeFieldName;
  meant: { earlier: string; later: string };
};

/** Asks which of two instants with the same clock time is meant. */
export function FoldChoice({ form, name, label, zone, meant }: FoldChoiceProps) {
  const { field } = useController({ control: form.control, name: `${name}_fold` });
  return (
    <Segmented
      label={`${label}: the clock shows this time twice`}
      value={field.value}
      onChange={field.onChange}
      options={[
        { value: "earlier", label: `First, ${shortZone(meant.earlier, zone)}` },
        { value: "later", label: `Second, ${shortZone(meant.later, zone)}` },
      ]}
      className="self-start"
    />
  );
}
