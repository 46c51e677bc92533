import {
  Check,
  CircleCheck,
  CircleQuestionMark,
  Clock,
  EqualNot,
  Info,
  Play,
  TicketX,
  TriangleAlert,
} from "lucide-react";
import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import type { ReasonCheck, StatusReason } from "@/lib/passes/status-reason";

/** Why the pass has its status, for the agent, and what to say to the rider. */
export function PassWhyCard({ reason }: { reason: StatusReason }) {
  const { look, Icon } = STATUS_LOOK[reason.status];
  return (
    <section aria-labelledby="why" className="mt-4 overflow-hidden rounded-card border">
      <div className="grid grid-cols-[32px_minmax(0,1fr)] gap-x-3 px-4 pt-4 pb-3.5 max-md:grid-cols-1">
        <span aria-hidden className={cn("grid size-8 place-items-center rounded-card max-md:hidden", look)}>
          <Icon className="size-5" strokeWidth={1.5} />
        </span>
        <div className="min-w-0">
          <h2 id="why" className="text-[15px] leading-5.5">
            {reason.headline}
          </h2>
          <p className="mt-0.5 max-w-[68ch] text-pretty text-ink-2">{reason.detail}</p>
          <ul className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
            {reason.checks.map((check) => (
              <CheckItem key={check.text} check={check} />
            ))}
          </ul>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2.5 border-t bg-surface-2 py-2 pr-2 pl-4 max-md:py-2.5 max-md:pr-4">
        <h3 className="shrink-0 text-12 font-normal text-ink-3 max-md:flex-1">Tell the rider</h3>
        <p className="min-w-0 flex-1 max-md:order-2 max-md:basis-full">{reason.tell_rider}</p>
        <CopyButton
          value={reason.tell_rider}
          name="Answer"
          variant="button"
          className="h-7 px-2 text-12 max-md:order-1 max-md:h-11"
        >
          Copy
        </CopyButton>
      </div>
    </section>
  );
}

const STATUS_LOOK = {
  USABLE: { look: "bg-ok-bg text-ok-fg", Icon: CircleCheck },
  USING: { look: "bg-info-bg text-info-fg", Icon: Play },
  USES_GONE: { look: "bg-idle-bg text-idle-fg", Icon: TicketX },
  EXPIRED: { look: "bg-idle-bg text-idle-fg", Icon: Clock },
  UNKNOWN: { look: "bg-warn-bg text-warn-fg", Icon: CircleQuestionMark },
} as const;

const CHECK_LOOK = {
  ok: { icon: "text-ok-fg", text: "", Icon: Check },
  info: { icon: "text-info-fg", text: "", Icon: Info },
  warn: { icon: "text-warn-fg", text: "text-warn-fg", Icon: TriangleAlert },
  drift: { icon: "text-drift-fg", text: "text-drift-fg", Icon: EqualNot },
} as const;

function CheckItem({ check }: { check: ReasonCheck }) {
  const { icon, text, Icon } = CHECK_LOOK[check.tone];
  return (
    <li className={cn("inline-flex items-center gap-1.25", text)}>
      <Icon aria-hidden className={cn("size-3.5 shrink-0", icon)} />
      {check.text}
    </li>
  );
}
