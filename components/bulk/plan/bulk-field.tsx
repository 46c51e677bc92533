"use client";

import { useState } from "react";
import { useController } from "react-hook-form";
import { type FieldMode, modesOf } from "./bulk-draft";
import { BulkShift } from "./bulk-shift";
import type { NewBulkModel } from "./use-new-bulk";
import {
  isIdField,
  isNumberField,
  isTimeField,
  type TimeField,
} from "@/components/corrections/correction-draft";
import { shortZone } from "@/components/corrections/form/short-zone";
import { FoldChoice, HALF_TYPED } from "@/components/corrections/form/time-field";
import { wordIn } from "@/lib/fields/word-in";
import { fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { fromLocalInput } from "@/lib/time/local-time";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { PROVIDER_STATUSES, STATUS_LABEL } from "@/lib/passes/pass-status";

const MODE_LABEL: Record<FieldMode, string> = {
  keep: "Keep as it is",
  set: "Set to",
  shift: "Move by",
  clear: "Empty it",
};

type BulkFieldProps = { field: CorrectableField; label: string; zone: string; model: NewBulkModel };

export const bulkControlId = (field: string) => `bulk-${field}`;

export function BulkField({ field, label, zone, model }: BulkFieldProps) {
  const id = bulkControlId(field);
  const mode = model.moves.modes[field];
  const error = model.isAttempted || model.wasLeft(field) ? model.reading.errors[field] : undefined;
  return (
    <div
      data-changed={mode !== "keep" || undefined}
      onBlur={() => (mode === "keep" ? undefined : model.leave(field))}
      className="grid grid-cols-[132px_152px_minmax(0,1fr)] items-start gap-x-4 gap-y-2 border-t border-line-soft py-2 first:border-t-0 max-md:grid-cols-1"
    >
      <label
        htmlFor={`${id}-mode`}
        className="pt-1.5 text-ink-2 in-data-changed:font-medium in-data-changed:text-ink"
      >
        {label}
      </label>
      <Select
        id={`${id}-mode`}
        value={mode}
        changed={mode !== "keep"}
        onChange={(event) => model.choose(field, event.target.value as FieldMode)}
      >
        {modesOf(field).map((each) => (
          <option key={each} value={each}>
            {MODE_LABEL[each]}
          </option>
        ))}
      </Select>
      <div className="min-w-0">
        <Value field={field} label={label} zone={zone} model={model} error={error} />
        {error ? (
          <p id={fieldNoteId(id)} className="mt-1 text-12 font-medium text-bad-fg">
            {error}
          </p>
        ) : null}
      </div>
    </div>
  );
}

type ValueProps = BulkFieldProps & { error: string | undefined };

function Value(props: ValueProps) {
  const { field, model } = props;
  const mode = model.moves.modes[field];
  if (mode === "keep") return null;
  if (mode === "clear")
    return <p className="pt-1.5 text-ink-2">The value is removed from every pass that has one.</p>;
  if (mode === "shift" && isTimeField(field)) {
    return (
      <BulkShift
        id={bulkControlId(field)}
        label={props.label}
        shift={model.moves.shifts[field]}
        isWrong={props.error !== undefined}
        onChange={(shift) => model.move(field, shift)}
      />
    );
  }
  return isTimeField(field) ? <TimeControl {...props} field={field} /> : <PlainControl {...props} />;
}

function PlainControl({ field, label, model, error }: ValueProps) {
  const control = {
    ...model.form.register(field),
    id: bulkControlId(field),
    "aria-label": `New value: ${label}`,
    "aria-describedby": error ? fieldNoteId(bulkControlId(field)) : undefined,
    invalid: error !== undefined,
    autoComplete: "off",
  };
  if (field === "status") {
    return (
      <Select {...control}>
        <option value="">Choose a status</option>
        {PROVIDER_STATUSES.map((word) => (
          <option key={word} value={word}>
            {wordIn(STATUS_LABEL, word)}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <Input
      {...control}
      inputMode={isNumberField(field) ? "numeric" : undefined}
      spellCheck={false}
      placeholder={field === "user_id" ? "Rider number" : "New value"}
      className={isIdField(field) ? "mono" : undefined}
    />
  );
}

/* Typed in the zone that times are shown in; in the hour that repeats in autumn, it asks which of the two is meant. */
function TimeControl({ field, label, zone, model, error }: ValueProps & { field: TimeField }) {
  const { form } = model;
  const { value, onChange } = useController({ control: form.control, name: field }).field;
  // The control keeps half-typed text to itself: it starts from the draft and is never updated from it.
  const [first] = useState(value === HALF_TYPED ? "" : value);
  const meant = fromLocalInput(value, zone);
  const id = bulkControlId(field);
  return (
    <div className="flex flex-col gap-1.5">
      <Input
        id={id}
        type="datetime-local"
        aria-label={`New value: ${label}`}
        aria-describedby={fieldNoteId(id)}
        step={1}
        max="2099-12-31T23:59:59"
        defaultValue={first}
        onChange={({ target }) => onChange(target.validity.badInput ? HALF_TYPED : target.value)}
        onBlur={({ target }) => (target.validity.badInput ? onChange(HALF_TYPED) : undefined)}
        invalid={error !== undefined}
      />
      {error || meant.kind !== "one" ? null : (
        <p id={fieldNoteId(id)} className="text-12 text-ink-3">
          {shortZone(meant.iso, zone)}, the same for every pass
        </p>
      )}
      {meant.kind === "two" ? <FoldChoice {...{ form, label, zone, meant }} name={field} /> : null}
    </div>
  );
}
