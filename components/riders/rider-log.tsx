import Link from "next/link";
import { NothingHere, RiderSection } from "./rider-section";
import { REFRESH_WORDS, refreshState } from "./rider-words";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTime, formatTimeTitle } from "@/lib/format";
import type { RiderCorrection, RiderRefresh } from "@/lib/riders/rider";

type Shown = { zone: string; now: Date };
const MOST_SHOWN_CORRECTIONS = 20;
const ROW = "flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-b py-2";
const STATE_TONE = { Done: "neutral", Pending: "info", Missed: "warn" } as const;

/** The portal's log of refreshes of this rider's passes. */
export function RiderRefreshes({ refreshes, zone, now }: Shown & { refreshes: readonly RiderRefresh[] }) {
  return (
    <RiderSection
      id="refreshes"
      title="Refresh log"
      count={String(refreshes.length)}
      aside={refreshes.length === 20 ? "Last 20" : null}
    >
      {refreshes.length === 0 ? <NothingHere>The portal noted no refresh for this rider.</NothingHere> : null}
      <ul>
        {refreshes.map((refresh) => {
          const state = refreshState(refresh, now);
          return (
            <li key={refresh.id} className={ROW}>
              <span className="w-44 font-medium">{REFRESH_WORDS[refresh.kind]}</span>
              <Tag tone={STATE_TONE[state]}>{state}</Tag>
              <span className="text-12 text-ink-2 tabular-nums">
                noted{" "}
                {refresh.created_on ? (
                  <Moment iso={refresh.created_on} zone={zone} now={now} />
                ) : (
                  "at an unknown time"
                )}
                {refresh.scheduled_on ? (
                  <>
                    , due <Moment iso={refresh.scheduled_on} zone={zone} now={now} />
                  </>
                ) : null}
              </span>
            </li>
          );
        })}
      </ul>
    </RiderSection>
  );
}

type RiderCorrectionsProps = Shown & {
  corrections: readonly RiderCorrection[];
  reasons: Readonly<Record<string, string>>;
};

/** Corrections of this rider's passes in the last 90 days. */
export function RiderCorrections({ corrections, reasons, zone, now }: RiderCorrectionsProps) {
  return (
    <RiderSection id="corrections" title="Corrections, last 90 days" count={String(corrections.length)}>
      {corrections.length === 0 ? (
        <NothingHere>Nobody corrected a pass of this rider in the last 90 days.</NothingHere>
      ) : null}
      <ul>
        {corrections.slice(0, MOST_SHOWN_CORRECTIONS).map((correction) => (
          <li key={correction.id} className={ROW}>
            <span className="font-medium">{correction.actor}</span>
            <Link href={`/passes/${correction.pass_id}`} prefetch={false} className="link rounded-tag">
              Pass {correction.pass_id}
            </Link>
            <Reason reason={correction.reason} reasons={reasons} />
            <span className="ml-auto text-12 text-ink-2 tabular-nums">
              <Moment iso={correction.created_on} zone={zone} now={now} />
            </span>
          </li>
        ))}
      </ul>
    </RiderSection>
  );
}

function Reason({ reason, reasons }: Pick<RiderCorrectionsProps, "reasons"> & Pick<RiderCorrection, "reason">) {
  if (reason === null) return <span className="text-ink-3">No reason recorded</span>;
  return (
    <span className="min-w-0 break-words text-ink-2">
      {reasons[reason.code] ?? reason.code}. {reason.note}
      {reason.case_ref ? <span className="mono text-ink-3"> {reason.case_ref}</span> : null}
    </span>
  );
} // prettier-ignore

function Moment({ iso, zone, now }: Shown & { iso: string }) {
  return <TimeText iso={iso} text={formatTime(iso, { zone, now })} title={formatTimeTitle(iso, { zone })} />;
}
