"use client";

import type { ReactNode } from "react";
import { toggleChoice } from "./toggle-choice";
import { Checkbox } from "@/components/ui/form/checkbox";
import type { FilterOption } from "@/lib/passes/query/filter-views";

interface ChoiceEditorProps<Value extends string> {
  label: string;
  options: readonly FilterOption<Value>[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
  /** Shown after a value, such as its count. */
  countOf?: (value: Value) => ReactNode;
}

/** Checkboxes for the values of a filter; each change takes effect at once. */
export function ChoiceEditor<Value extends string>({
  label,
  options,
  chosen,
  onChange,
  countOf,
}: ChoiceEditorProps<Value>) {
  // A value from the address that is not offered is still listed, so that it can be removed.
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
            onChange={() => onChange(toggleChoice(options, chosen, option.value))}
          />
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          {countOf?.(option.value)}
        </label>
      ))}
    </div>
  );
}
