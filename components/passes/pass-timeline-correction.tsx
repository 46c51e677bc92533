import { valueText } from "@/components/corrections/value-text";
import { PassTimelineReason } from "@/components/passes/pass-timeline-reason";
import { Diff } from "@/components/ui/diff";
import { Tag } from "@/components/ui/tag";
import { formatTime } from "@/lib/format";
import type { TimelineEntry } from "@/lib/passes/pass-timeline";

type PassTimelineCorrectionProps = {
  entry: Extract<TimelineEntry, { kind: "corrected" | "undone" }>;
  labels: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
};

/** Who corrected what, or undid it, from what to what, and why. */
export function PassTimelineCorrection({ entry, labels, reasons, zone, now }: PassTimelineCorrectionProps) {
  const { actor, changes, reason, pinned } = entry;
  const fields = `${changes.length} ${changes.length === 1 ? "field" : "fields"}`;
  return (
    <>
      <p>
        <b>{actor.name}</b>{" "}
        {entry.kind === "undone" ? `undid a correction of ${fields}` : `corrected ${fields}`}{" "}
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
      {reason ? <PassTimelineReason note={reason.note} caseRef={reason.case_ref} /> : null}
      {pinned ? (
        <p className="mt-0.5 text-12 text-ink-3">
          Held against the sync{" "}
          {pinned.until ? `until ${formatTime(pinned.until, { zone, now })}` : "until released"}.
        </p>
      ) : null}
    </>
  );
}
