import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type TagTone = "neutral" | "ok" | "warn" | "bad" | "info" | "accent" | "drift";

/** A small filled square for metadata. */
export function Tag({
  tone = "neutral",
  children,
  className,
}: {
  tone?: TagTone;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-5 items-center rounded-tag px-1.5 text-11 font-medium whitespace-nowrap forced-colors:border",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

const TONES: Record<TagTone, string> = {
  neutral: "bg-sunken text-ink-2",
  ok: "bg-ok-bg text-ok-fg",
  warn: "bg-warn-bg text-warn-fg",
  bad: "bg-bad-bg text-bad-fg",
  info: "bg-info-bg text-info-fg",
  accent: "bg-accent-soft text-accent-text",
  drift: "bg-drift-bg text-drift-fg",
};
