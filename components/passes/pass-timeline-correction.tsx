import { valueText } from "@/components/corrections/value-text";
import { Diff } from "@/components/ui/diff";
import { Tag } from "@/components/ui/tag";
import { formatTime } from "@/lib/format";
import type { TimelineEntry } from "@/lib/passes/pass-timeline";

type PassTimelineCorrectionProps = {
  entry: Extract<TimelineEntry, { kind: "corrected" }>;
  labels: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
};

/** Who corrected what, from what to what, and why. */
export function PassTimelineCorrection({ entry, labels, reasons, zone, now }: PassTimelineCorrectionProps) {
  const { actor, changes, reason, pinned } = entry;
  return (
    <>
      <p>
        <b>{actor.name}</b> corrected {changes.length} {changes.length === 1 ? "field" : "fields"}{" "}
        {reason ? <Tag>{reasons[reason.code] ?? reason.code}</Tag> : null}
      </p>
      <ul className="mt-0.5 text-ink-2">
        {changes.map(({ field, before, after }) => (
          <li key={field} className="mt-0.5 break-words">
            {labels[field] ?? field}{" "}
            <Diff
              before={valueText(field, before, { zone, now })}
              after={valueText(field, after, { zone, now })}
            />
          </li>
        ))}
      </ul>
      {reason ? (
        <p className="mt-0.5 text-12 text-ink-3">
          {reason.note}
          {reason.case_ref ? <span className="mono"> {reason.case_ref}</span> : null}
        </p>
      ) : null}
      {pinned ? (
        <p className="mt-0.5 text-12 text-ink-3">
          Held against the sync{" "}
          {pinned.until ? `until ${formatTime(pinned.until, { zone, now })}` : "until released"}.
        </p>
      ) : null}
    </>
  );
}
