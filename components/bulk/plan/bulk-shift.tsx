"use client";

import { SHIFT_UNITS, type ShiftDraft, type ShiftUnit } from "./bulk-draft";
import { fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Segmented } from "@/components/ui/form/segmented";
import { Select } from "@/components/ui/form/select";

type BulkShiftProps = {
  id: string;
  label: string;
  shift: ShiftDraft;
  isWrong: boolean;
  onChange: (shift: ShiftDraft) => void;
};

const UNITS = Object.keys(SHIFT_UNITS) as ShiftUnit[];

export function BulkShift({ id, label, shift, isWrong, onChange }: BulkShiftProps) {
  const isByCalendar = shift.unit === "d" || shift.unit === "w";
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented
          label={`${label}: later or earlier`}
          value={shift.sign}
          options={[
            { value: "+", label: "Later" },
            { value: "-", label: "Earlier" },
          ]}
          onChange={(sign) => onChange({ ...shift, sign })}
        />
        <Input
          id={id}
          aria-label={`${label}: how many`}
          aria-describedby={fieldNoteId(id)}
          inputMode="numeric"
          autoComplete="off"
          placeholder="2"
          value={shift.amount}
          invalid={isWrong}
          onChange={(event) => onChange({ ...shift, amount: event.target.value })}
          className="w-18 tabular-nums"
        />
        <Select
          aria-label={`${label}: unit`}
          value={shift.unit}
          onChange={(event) => onChange({ ...shift, unit: event.target.value as ShiftUnit })}
          className="w-28"
        >
          {UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {SHIFT_UNITS[unit]}
            </option>
          ))}
        </Select>
      </div>
      {isWrong ? null : (
        <p id={fieldNoteId(id)} className="text-12 text-ink-3">
          From where each pass has it.{" "}
          {isByCalendar ? "The time of day stays, also over a change of clocks." : ""}
        </p>
      )}
    </div>
  );
}
