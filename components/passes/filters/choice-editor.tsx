"use client";

import type { ReactNode } from "react";
import { toggled } from "./toggle-choice";
import { Checkbox } from "@/components/ui/form/checkbox";
import type { FilterOption } from "@/lib/passes/query/filter-views";

interface ChoiceEditorProps<Value extends string> {
  label: string;
  options: readonly FilterOption<Value>[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
  /** Stands after a value, as how many there are. */
  countOf?: (value: Value) => ReactNode;
}

/** Ticks for the values of a filter; each takes effect at once. */
export function ChoiceEditor<Value extends string>({
  label,
  options,
  chosen,
  onChange,
  countOf,
}: ChoiceEditorProps<Value>) {
  // A value that came by the address and is not offered can still be taken out.
  const unlisted = chosen.filter((value) => !options.some((option) => option.value === value));
  const all = [...options, ...unlisted.map((value) => ({ value, label: value }))];
  return (
    <div role="group" aria-label={label} className="flex max-h-80 flex-col overflow-auto">
      {all.map((option) => (
        <label
          key={option.value}
          className="flex min-h-7.5 cursor-pointer items-center gap-2 rounded-tag px-2 hover:bg-hover max-md:min-h-11"
        >
          <Checkbox
            checked={chosen.includes(option.value)}
            onChange={() => onChange(toggled(options, chosen, option.value))}
          />
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          {countOf?.(option.value)}
        </label>
      ))}
    </div>
  );
}
