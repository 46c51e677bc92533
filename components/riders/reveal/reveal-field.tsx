"use client";

import dynamic from "next/dynamic";
import { useRevealed } from "./use-revealed";
import { useOpening } from "@/components/ui/overlay/use-opening";
import type { ContactField } from "@/lib/riders/reveal/reveal";

const RevealPanel = dynamic(() => import("./reveal-panel").then((panel) => panel.RevealPanel), {
  ssr: false,
});

type RevealFieldProps = {
  userId: string;
  field: ContactField;
  /** Null if there is no value, so nothing to reveal. */
  masked: string | null;
};

/**
 * A masked value that can be revealed: first a reason, then the value for 30 s. The value never leaves this component.
 */
export function RevealField({ userId, field, masked }: RevealFieldProps) {
  const { opener, isOpen, wasOpened, setOpen, buttonProps } = useOpening();
  const { revealed, show, hide } = useRevealed();
  if (masked === null) return <span className="text-ink-3">None</span>;
  return (
    <span className="block">
      <span className="flex items-start justify-between gap-1">
        <span data-masked={revealed === null} role="status" className="min-w-0 wrap-anywhere">
          {revealed?.value ?? masked}
        </span>
        <button
          type="button"
          {...buttonProps}
          {...(revealed ? { onClick: hide, "aria-haspopup": undefined, "aria-expanded": undefined } : {})}
          aria-label={`${revealed ? "Hide" : "Reveal"} ${field}`}
          className="link -my-0.5 -mr-1 inline-flex min-h-6 shrink-0 items-center rounded-tag px-1 max-md:min-h-11"
        >
          {revealed ? "Hide" : "Reveal"}
        </button>
      </span>
      {revealed ? (
        <span className="mt-0.5 block text-12 text-ink-3">
          Revealed and logged. Hides in {revealed.left_s} s.
        </span>
      ) : null}
      {wasOpened ? (
        <RevealPanel
          anchor={opener}
          isOpen={isOpen}
          onOpenChange={setOpen}
          userId={userId}
          field={field}
          onRevealed={show}
        />
      ) : null}
    </span>
  );
}
