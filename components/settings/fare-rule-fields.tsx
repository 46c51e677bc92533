"use client";

import type { ActivationDraft, FareRuleDraft } from "./fare-rule-draft";
import { ActivationFields } from "./activation-fields";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field, fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioCard } from "@/components/ui/form/radio-card";

type FareRuleFieldsProps = {
  draft: FareRuleDraft;
  /** Errors by field path in the rule. */
  errors: Readonly<Record<string, string>>;
  agencyZone: string;
  onChange: (draft: FareRuleDraft) => void;
};

const KINDS = [
  { value: "elapsed", label: "Time from first use", description: "By the stopwatch" },
  { value: "service_day", label: "Service day", description: "Until the clock shows the cut-off" },
  { value: "none", label: "No ride window", description: "Rides are counted instead" },
] as const;

export function FareRuleFields({ draft, errors, agencyZone, onChange }: FareRuleFieldsProps) {
  const set = (change: Partial<FareRuleDraft>) => onChange({ ...draft, ...change });
  return (
    <div className="flex flex-col gap-5">
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-12 font-medium">Ride window</legend>
        <div className="grid grid-cols-3 gap-2 max-md:grid-cols-1">
          {KINDS.map(({ value, label, description }) => (
            <RadioCard
              key={value}
              name="window-kind"
              label={label}
              description={description}
              checked={draft.kind === value}
              onChange={() => set({ kind: value })}
            />
          ))}
        </div>
      </fieldset>
      <WindowFields draft={draft} errors={errors} set={set} />
      <TextField
        id="rule-shelf-life"
        label="Days an unused pass keeps"
        isOptional
        hint="Empty: no limit"
        inputMode="numeric"
        value={draft.shelf_life_days}
        error={errors["shelf_life_days"]}
        onType={(shelf_life_days) => set({ shelf_life_days })}
      />
      <ActivationFields
        windows={draft.activation}
        errors={errors}
        agencyZone={agencyZone}
        onChange={(activation: ActivationDraft[]) => set({ activation })}
      />
      <CheckLine
        label="Reward: given by the loyalty programme, not sold"
        isChecked={draft.is_reward}
        onCheck={(is_reward) => set({ is_reward })}
      />
      <CheckLine
        label="Assumed: nobody has confirmed this rule"
        isChecked={draft.is_assumed}
        onCheck={(is_assumed) => set({ is_assumed })}
      />
      <TextField
        id="rule-source"
        label="Source"
        isOptional
        hint="Where the rule is written down"
        value={draft.source}
        error={errors["source"]}
        onType={(source) => set({ source })}
      />
    </div>
  );
}

type WindowFieldsProps = Pick<FareRuleFieldsProps, "draft" | "errors"> & {
  set: (change: Partial<FareRuleDraft>) => void;
};

function WindowFields({ draft, errors, set }: WindowFieldsProps) {
  if (draft.kind === "none") return null;
  if (draft.kind === "elapsed") {
    return (
      <TextField
        id="rule-minutes"
        label="Minutes from first use"
        hint="180 is three hours"
        inputMode="numeric"
        value={draft.minutes}
        error={errors["window.minutes"]}
        onType={(minutes) => set({ minutes })}
      />
    );
  }
  return (
    <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
      <TextField
        id="rule-cutoff"
        label="Service day ends at"
        type="time"
        value={draft.cutoff}
        error={errors["window.cutoff"]}
        onType={(cutoff) => set({ cutoff })}
      />
      <TextField
        id="rule-zone"
        label="Time zone"
        hint="Like America/Chicago"
        value={draft.zone}
        error={errors["window.zone"]}
        onType={(zone) => set({ zone })}
      />
    </div>
  );
}

type TextFieldProps = {
  id: string;
  label: string;
  value: string;
  error: string | undefined;
  onType: (text: string) => void;
  hint?: string;
  isOptional?: boolean;
  type?: "text" | "time";
  inputMode?: "numeric";
};

function TextField({ id, label, value, error, onType, hint, isOptional, ...control }: TextFieldProps) {
  return (
    <Field htmlFor={id} label={label} hint={hint} error={error} isOptional={isOptional}>
      <Input
        {...control}
        id={id}
        value={value}
        invalid={error !== undefined}
        aria-describedby={fieldNoteId(id)}
        autoComplete="off"
        onChange={(event) => onType(event.target.value)}
      />
    </Field>
  );
}

type CheckLineProps = { label: string; isChecked: boolean; onCheck: (isChecked: boolean) => void };

function CheckLine({ label, isChecked, onCheck }: CheckLineProps) {
  return (
    <label className="inline-flex min-h-6 items-center gap-2 self-start max-md:min-h-11">
      <Checkbox checked={isChecked} onChange={(event) => onCheck(event.target.checked)} />
      {label}
    </label>
  );
}
