"use client";

import { type SyntheticEvent, useId, useState } from "react";
import { readBounds } from "./range-bounds";
import { isSameRange, rangePresets } from "./time-ranges";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { zoneLabel } from "@/lib/format";
import { toLocalInput } from "@/lib/time/local-time";
import type { FilterView } from "@/lib/passes/query/filter-views";
import type { Range } from "@/lib/passes/query/pass-query";
import type { ReadingClock } from "@/lib/time/reading-clock";

interface RangeEditorProps {
  view: Extract<FilterView, { kind: "time" }>;
  range: Range | undefined;
  clock: ReadingClock;
  onChange: (range: Range) => void;
}

export function RangeEditor({ view, range, clock, onChange }: RangeEditorProps) {
  const name = useId();
  return (
    <div className="flex flex-col">
      <div role="radiogroup" aria-label={view.label} className="flex flex-col">
        {rangePresets(view.field, view.looks).map((preset) => (
          <label
            key={preset.label}
            className="flex min-h-7.5 cursor-pointer items-center gap-2 rounded-tag px-2 hover:bg-hover max-md:min-h-11"
          >
            <input
              type="radio"
              name={name}
              className="tick"
              checked={isSameRange(preset.range, range)}
              onChange={() => onChange(preset.range)}
            />
            <span className="first-letter:uppercase">{preset.label}</span>
          </label>
        ))}
      </div>
      <CustomRange label={view.label} range={range} clock={clock} onChange={onChange} />
    </div>
  );
}

function CustomRange({ label, range, clock, onChange }: Omit<RangeEditorProps, "view"> & { label: string }) {
  const id = useId();
  const [from, setFrom] = useState(() => localOf(range?.gte ?? range?.gt, clock.zone));
  const [to, setTo] = useState(() => localOf(range?.lt ?? range?.lte, clock.zone));
  const [problem, setProblem] = useState<string | null>(null);
  const apply = (event: SyntheticEvent) => {
    event.preventDefault();
    const bounds = readBounds(from, to, clock.zone);
    setProblem("problem" in bounds ? bounds.problem : null);
    if ("range" in bounds) onChange(bounds.range);
  };
  return (
    <form
      aria-label={`${label} between two times`}
      onSubmit={apply}
      className="mt-1 flex flex-col gap-2 border-t px-2 pt-3 pb-2"
    >
      <Field label="From" htmlFor={`${id}-from`}>
        <Input
          id={`${id}-from`}
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </Field>
      <Field
        label="Before"
        htmlFor={`${id}-to`}
        hint={zoneLabel(clock.zone, clock.now)}
        error={problem ?? undefined}
      >
        <Input
          id={`${id}-to`}
          type="datetime-local"
          value={to}
          invalid={problem !== null}
          aria-describedby={`${id}-to-note`}
          onChange={(event) => setTo(event.target.value)}
        />
      </Field>
      <Button type="submit" size="sm" className="self-end">
        Apply
      </Button>
    </form>
  );
}

function localOf(text: string | undefined, zone: string): string {
  const isInstant = text !== undefined && /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text));
  return isInstant ? toLocalInput(text, zone).slice(0, 16) : "";
}
