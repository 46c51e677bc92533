import { CircleCheck, CircleQuestionMark, Clock, TicketX } from "lucide-react";
import { cn } from "@/components/ui/class-names";
import { LiveDot } from "@/components/ui/time/live-dot";

export type StatusPillStatus = "USABLE" | "USING" | "USES_GONE" | "EXPIRED" | "UNKNOWN";

type StatusPillProps = {
  status: StatusPillStatus;
  /** The time left, already formatted; shown after a divider. */
  left?: string;
  size?: "md" | "lg";
  className?: string;
};

/** The effective status of a pass: word, icon and tone. */
export function StatusPill({ status, left, size = "md", className }: StatusPillProps) {
  const { label, tone, Icon } = LOOKS[status];
  return (
    <span
      data-status={status}
      className={cn(
        "inline-flex items-center gap-1.25 rounded-full font-medium whitespace-nowrap forced-colors:border",
        size === "lg" ? "h-6.5 pr-2.75 pl-2 text-13" : "h-5.5 pr-2 pl-1.5 text-12",
        tone,
        className,
      )}
    >
      {Icon ? (
        <Icon aria-hidden className="size-3.5 shrink-0" />
      ) : (
        <LiveDot tone="info" className="mr-0.5 ml-0.75" />
      )}
      {label}
      {left ? (
        <span className="ml-px border-l border-info-line pl-1.25 leading-3 font-normal tabular-nums">
          {left}
        </span>
      ) : null}
    </span>
  );
}

const LOOKS = {
  USABLE: { label: "Usable", tone: "bg-ok-bg text-ok-fg", Icon: CircleCheck },
  USING: { label: "Using", tone: "bg-info-bg text-info-fg", Icon: null },
  USES_GONE: { label: "Used up", tone: "bg-idle-bg text-idle-fg", Icon: TicketX },
  EXPIRED: { label: "Expired", tone: "bg-idle-bg text-idle-fg", Icon: Clock },
  UNKNOWN: { label: "Unknown", tone: "bg-warn-bg text-warn-fg", Icon: CircleQuestionMark },
} as const;
