import {
  CircleDollarSign,
  Clock,
  EqualNot,
  Hourglass,
  Pencil,
  Pointer,
  RefreshCw,
  ShoppingBag,
} from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { TimeText } from "@/components/ui/time-text";
import { PassTimelineCorrection } from "@/components/passes/pass-timeline-correction";
import { distance } from "@/components/passes/pass-timeline-days";
import { formatTime, formatTimeTitle, shortId } from "@/lib/format";
import { DRIFT_WORDS } from "@/lib/passes/drift-words";
import type { TimelineEntry } from "@/lib/passes/pass-timeline";
import { paidText } from "@/lib/passes/price-words";
import { providerName } from "@/lib/passes/provider-name";

export interface TimelineView {
  /** Every field of a pass as people call it. */
  labels: Readonly<Record<string, string>>;
  /** Every reason of a correction as people call it. */
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
  wasUsed: boolean;
}

type PassTimelineEntryProps = TimelineView & { entry: TimelineEntry };

/** One happening: what, who, when. */
export function PassTimelineEntry({ entry, ...view }: PassTimelineEntryProps) {
  const { look, Icon } = lookOf(entry);
  const { zone, now } = view;
  const away = distance(entry.at, now);
  const time = formatTime(entry.at, { zone, now: entry.at });
  return (
    <li className="relative grid grid-cols-[24px_minmax(0,1fr)_auto] gap-x-3 pb-3.5 not-last:before:absolute not-last:before:top-6 not-last:before:bottom-0 not-last:before:left-3 not-last:before:w-px not-last:before:bg-line max-md:grid-cols-[24px_minmax(0,1fr)]">
      <span aria-hidden className={cn("grid size-6 place-items-center rounded-full", look)}>
        <Icon className="size-3.5" />
      </span>
      <div className="min-w-0 pt-0.5">
        <Story entry={entry} {...view} />
      </div>
      <p className="pt-0.5 text-right text-12 leading-5 whitespace-nowrap text-ink-3 tabular-nums max-md:col-start-2 max-md:text-left">
        {away}
        <TimeText
          iso={entry.at}
          text={time}
          title={formatTimeTitle(entry.at, { zone })}
          className="ml-2 inline-block min-w-16 text-ink-2 max-md:float-left max-md:mr-2 max-md:ml-0 max-md:min-w-0"
        />
      </p>
    </li>
  );
}

const PLAIN = "bg-surface text-ink-3 inset-ring inset-ring-line-strong";
const IDLE = "bg-idle-bg text-idle-fg";

function lookOf(entry: TimelineEntry): { look: string; Icon: typeof Clock } {
  switch (entry.kind) {
    case "issued":
      return { look: "bg-ok-bg text-ok-fg", Icon: ShoppingBag };
    case "paid":
      return { look: "bg-ok-bg text-ok-fg", Icon: CircleDollarSign };
    case "first_used":
      return { look: "bg-info-bg text-info-fg", Icon: Pointer };
    case "expired":
      return { look: IDLE, Icon: Clock };
    case "expires":
      return { look: PLAIN, Icon: Hourglass };
    case "refresh":
      return { look: PLAIN, Icon: RefreshCw };
    case "synced":
      return entry.drift
        ? { look: "bg-drift-bg text-drift-fg", Icon: EqualNot }
        : { look: PLAIN, Icon: RefreshCw };
    case "corrected":
      return { look: "bg-accent-soft text-accent-text", Icon: Pencil };
  }
}

function Story({ entry, ...view }: PassTimelineEntryProps): ReactNode {
  switch (entry.kind) {
    case "issued":
      return <Line what="Created" more={entry.product_name ?? undefined} />;
    case "paid":
      return <Line what="Paid" more={paidText(entry)} />;
    case "first_used":
      return (
        <Line what="First used">
          {entry.event_uuid ? (
            <p className="text-12 text-ink-2">
              Event{" "}
              <CopyButton value={entry.event_uuid} name="Event ID">
                <span className="mono">{shortId(entry.event_uuid)}</span>
              </CopyButton>
            </p>
          ) : null}
        </Line>
      );
    case "expired":
      return <Line what="Expired" more={view.wasUsed ? "ride window ended" : "never used"} />;
    case "expires":
      return <Line what="Expires" />;
    case "refresh":
      return <Line what={REFRESH[entry.activity]} more={entry.is_done ? "done" : "not done"} />;
    case "synced":
      return (
        <Line what={`Checked with ${providerName(entry.provider)}`} more="by sync">
          {entry.drift ? <p className="text-ink-2">{DRIFT_WORDS[entry.drift] ?? entry.drift}.</p> : null}
        </Line>
      );
    case "corrected":
      return <PassTimelineCorrection entry={entry} {...view} />;
  }
}

const REFRESH = {
  now: "Refresh asked for after first use",
  free_ticket: "Free ticket notice",
  scheduled: "Refresh scheduled",
  other: "Refresh",
} as const;

function Line({ what, more, children }: { what: string; more?: string; children?: ReactNode }) {
  return (
    <>
      <p>
        <b>{what}</b> {more ? <span className="text-ink-3">{more}</span> : null}
      </p>
      {children}
    </>
  );
}
