import {
  Check,
  ChevronRight,
  CircleCheck,
  CircleQuestionMark,
  Clock,
  EqualNot,
  Info,
  Play,
  TicketX,
  TriangleAlert,
} from "lucide-react";
import type { ReactNode } from "react";
import { ExplainFactsTable, usedFacts } from "./explain-facts-table";
import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/value/copy-button";
import type { Explanation, Verdict } from "@/lib/explain/explain-facts";

export type ExplainBodyProps = {
  explanation: Explanation;
  zone: string;
  /** The server's clock when it answered; ages are counted from it. */
  now: string;
  /** Shown at the right of the last line. */
  action?: ReactNode;
};

const SHOWN_CHECKS = 4;
const BY_WEIGHT = { drift: 0, warn: 1, info: 2, ok: 3 } as const;

export function ExplainBody({ explanation, zone, now, action }: ExplainBodyProps) {
  const { primary, verdicts, status } = explanation;
  const { look, Icon } = STATUS_LOOK[status];
  const others = verdicts.filter((verdict) => !verdict.is_primary);
  const shown = checksOf(others);
  const more = others.filter((verdict) => !shown.includes(verdict) || verdict.next_step !== null);
  return (
    <>
      <div className="grid grid-cols-[32px_minmax(0,1fr)] gap-x-3 px-4 pt-4 pb-3.5 max-md:grid-cols-1">
        <span aria-hidden className={cn("grid size-8 place-items-center rounded-card max-md:hidden", look)}>
          <Icon className="size-5" strokeWidth={1.5} />
        </span>
        <div className="min-w-0">
          <h2 id="why" className="text-[15px] leading-5.5">
            {primary.headline}
          </h2>
          <p className="mt-0.5 max-w-[68ch] text-pretty text-ink-2">{primary.detail}</p>
          <ul className="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2">
            {shown.map((check) => (
              <CheckItem key={check.code} check={check} />
            ))}
          </ul>
          {primary.next_step ? <NextStep text={primary.next_step} /> : null}
        </div>
      </div>
      {primary.tell_rider ? <TellRider text={primary.tell_rider} /> : null}
      <div className="relative flex min-h-8 flex-wrap items-start gap-x-4 border-t px-4 py-1 text-12 max-md:py-0">
        <Disclosure summary={`Facts used, ${usedFacts(verdicts).length}`}>
          <ExplainFactsTable facts={usedFacts(verdicts)} zone={zone} now={now} />
        </Disclosure>
        {more.length > 0 ? (
          <Disclosure summary={`More, ${more.length}`}>
            <MoreVerdicts verdicts={more} />
          </Disclosure>
        ) : null}
        {action}
      </div>
    </>
  );
}

/* Negative verdicts come first when picking the few to show, but are shown after the positive ones. */
function checksOf(others: readonly Verdict[]): Verdict[] {
  const weighty = [...others].sort((a, b) => BY_WEIGHT[a.tone] - BY_WEIGHT[b.tone]).slice(0, SHOWN_CHECKS);
  return weighty.sort((a, b) => BY_WEIGHT[b.tone] - BY_WEIGHT[a.tone]);
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

function CheckItem({ check }: { check: Verdict }) {
  const { icon, text, Icon } = CHECK_LOOK[check.tone];
  return (
    <li className={cn("inline-flex items-center gap-1.25", text)} title={check.detail}>
      <Icon aria-hidden className={cn("size-3.5 shrink-0", icon)} />
      {check.label}
    </li>
  );
}

const NextStep = ({ text }: { text: string }) => (
  <p className="mt-2.5 max-w-[68ch] text-12 text-ink-2">
    <b className="font-medium text-ink">Next step</b> {text}
  </p>
);

function TellRider({ text }: { text: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2.5 border-t bg-surface-2 py-2 pr-2 pl-4 max-md:py-2.5 max-md:pr-4">
      <h3 className="shrink-0 text-12 font-normal text-ink-3 max-md:flex-1">Tell the rider</h3>
      <p className="min-w-0 flex-1 max-md:order-2 max-md:basis-full">{text}</p>
      <CopyButton
        value={text}
        name="Answer"
        variant="button"
        size="sm"
        className="max-md:order-1 print:hidden"
      >
        Copy
      </CopyButton>
    </div>
  );
}

function Disclosure({ summary, children }: { summary: string; children: ReactNode }) {
  return (
    <details className="group min-w-0 open:basis-full">
      <summary className="-mx-1 inline-flex h-6 cursor-pointer items-center gap-1 rounded-tag px-1 text-ink-2 select-none hover:text-ink max-md:h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 shrink-0 transition-transform group-open:rotate-90" />
        {summary}
      </summary>
      {children}
    </details>
  );
}

function MoreVerdicts({ verdicts }: { verdicts: readonly Verdict[] }) {
  return (
    <ul className="mt-1 mb-2 flex flex-col gap-2">
      {verdicts.map(({ code, tone, label, detail, next_step }) => {
        const { icon, Icon } = CHECK_LOOK[tone];
        return (
          <li key={code} className="grid grid-cols-[14px_minmax(0,1fr)] gap-x-2">
            <Icon aria-hidden className={cn("mt-0.5 size-3.5", icon)} />
            <p className="max-w-[72ch] text-ink-2">
              <b className="font-medium text-ink">{label}.</b> {detail} {next_step}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
