"use client";

import { ChevronDown, X } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/class-names";

type FilterChipProps = ComponentProps<"button"> & {
  label: string;
  /** The word between label and value, as in "is" or "before". */
  verb?: string;
  value: string;
  invalid?: boolean;
  onRemove: () => void;
};

/** One filter: × removes it, a click on its body (a popover's trigger) edits it. */
export function FilterChip({
  label,
  verb = "is",
  value,
  invalid,
  onRemove,
  className,
  ...edit
}: FilterChipProps) {
  return (
    <span
      className={cn(
        "inline-flex h-7 shrink-0 items-center rounded-full border bg-surface text-12 whitespace-nowrap text-ink-2 max-md:h-9",
        invalid ? "border-bad-dot" : "border-line-strong",
        className,
      )}
    >
      <button
        type="button"
        aria-label={`Remove filter ${label}`}
        onClick={onRemove}
        className="grid h-full min-w-6 place-items-center rounded-full pr-1 pl-2 text-ink-3 hover:text-ink"
      >
        <X aria-hidden className="size-3" />
      </button>
      <button
        type="button"
        {...edit}
        className="inline-flex h-full items-center gap-1.25 rounded-full pr-2.25 pl-0.5 hover:bg-hover"
      >
        <span>
          {label} {verb} <b className="font-medium text-accent-text">{value}</b>
        </span>
        <ChevronDown aria-hidden className="size-3 text-ink-3" />
      </button>
    </span>
  );
}
