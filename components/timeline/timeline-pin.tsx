import { PassTimelineReason } from "./timeline-reason";
import { Tag } from "@/components/ui/value/tag";
import { formatTime } from "@/lib/format";
import type { TimelineEntry } from "@/lib/timeline/timeline-entry";

type PassTimelinePinProps = {
  entry: Extract<TimelineEntry, { kind: "pinned" | "unpinned" | "pin_ended" }>;
  labels: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
};

export function PassTimelinePin({ entry, labels, reasons, zone, now }: PassTimelinePinProps) {
  const fields = entry.fields.map((field) => labels[field] ?? field).join(", ");
  if (entry.kind === "pin_ended") {
    return (
      <p>
        <b>Hold ended</b> <span className="text-ink-3">{fields}: the sync decides again</span>
      </p>
    );
  }
  const { actor, reason } = entry;
  return (
    <>
      <p>
        <b>{actor.name}</b> {entry.kind === "pinned" ? "pinned" : "released"} {fields}{" "}
        {reason ? <Tag>{reasons[reason.code] ?? reason.code}</Tag> : null}
      </p>
      {entry.kind === "pinned" ? (
        <p className="mt-0.5 text-ink-2">
          Held against the sync{" "}
          {entry.until ? `until ${formatTime(entry.until, { zone, now })}` : "until released"}.
        </p>
      ) : null}
      {reason ? <PassTimelineReason note={reason.note} caseRef={reason.case_ref} /> : null}
    </>
  );
}
