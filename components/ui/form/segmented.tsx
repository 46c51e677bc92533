"use client";

import { useId, type ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type SegmentedProps<Value extends string> = {
  /** Accessible name of the group. */
  label: string;
  value: Value;
  /** An option with an icon shows only the icon; its label is the accessible name. */
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
  onChange: (value: Value) => void;
  className?: string;
};

/** Chooses one of a few options that are all visible; the arrow keys move the choice. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      className={cn("inline-flex gap-px rounded-control bg-sunken p-0.5", props.className)}
    >
      {props.options.map((option) => (
        <label
          key={option.value}
          title={option.icon ? option.label : undefined}
          className={cn(
            "relative inline-flex h-6 cursor-pointer items-center gap-1.5 rounded-tag px-2 text-12 font-medium whitespace-nowrap text-ink-2 hover:text-ink max-md:h-10 max-md:px-3 [&_svg]:size-3.5",
            "has-checked:bg-raised has-checked:text-ink has-checked:shadow-panel",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring",
            "forced-colors:has-checked:bg-[Highlight]",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            aria-label={option.label}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none focus-visible:outline-none"
          />
          {option.icon ?? option.label}
        </label>
      ))}
    </div>
  );
}
