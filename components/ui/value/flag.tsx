import { Archive, Copy, EqualNot, Pin, Smartphone, Unlink } from "lucide-react";
import { cn } from "@/components/ui/class-names";

export type FlagKind =
  "drift" | "unlinked" | "not_linked_yet" | "duplicate" | "pinned" | "device_locked" | "archived";

/** A square outline beside a status, for something worth knowing about the pass that is not its status. */
export function Flag({ kind, className }: { kind: FlagKind; className?: string }) {
  const { label, tone, Icon } = LOOKS[kind];
  return (
    <span
      data-flag={kind}
      className={cn(
        "inline-flex h-5 items-center gap-1 rounded-tag border pr-1.5 pl-1.25 text-11 font-medium whitespace-nowrap",
        tone,
        className,
      )}
    >
      <Icon aria-hidden className="size-3 shrink-0" />
      {label}
    </span>
  );
}

const PLAIN = "border-line-strong text-ink-2";

const LOOKS = {
  drift: { label: "Drift", tone: "border-drift-line text-drift-fg", Icon: EqualNot },
  unlinked: { label: "Unlinked", tone: "border-dashed border-control-line text-ink-2", Icon: Unlink },
  not_linked_yet: {
    label: "Not linked yet",
    tone: "border-dashed border-control-line text-ink-2",
    Icon: Unlink,
  },
  duplicate: { label: "Duplicate", tone: PLAIN, Icon: Copy },
  pinned: { label: "Pinned", tone: PLAIN, Icon: Pin },
  device_locked: { label: "Device locked", tone: PLAIN, Icon: Smartphone },
  archived: { label: "Archived", tone: PLAIN, Icon: Archive },
} as const;
