import Link from "next/link";
import { valueText } from "@/components/corrections/value-text";
import { PassTimelineReason } from "./timeline-reason";
import { Diff } from "@/components/ui/value/diff";
import { Tag } from "@/components/ui/value/tag";
import { formatTime } from "@/lib/format";
import type { TimelineEntry } from "@/lib/timeline/timeline-entry";

type PassTimelineCorrectionProps = {
  entry: Extract<TimelineEntry, { kind: "corrected" | "undone" }>;
  labels: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
  passId: string;
  canUndo: boolean;
};

export function PassTimelineCorrection(props: PassTimelineCorrectionProps) {
  const { entry, labels, reasons, zone, now } = props;
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
      <Ties {...props} />
    </>
  );
}

function Ties({ entry, passId, canUndo }: PassTimelineCorrectionProps) {
  const { audit_id, bulk_id, undoes, undone_by } = entry;
  if (!bulk_id && !undoes && !undone_by && !canUndo) return null;
  const entryLink = (id: string, text: string) => (
    <a href={`#entry-audit-${id}`} className="link rounded-tag">
      {text}
    </a>
  );
  return (
    <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-12 [&>a]:inline-flex [&>a]:min-h-6 [&>a]:items-center max-md:[&>a]:min-h-11">
      {bulk_id ? (
        <Link href={`/corrections/bulk/${bulk_id}`} prefetch={false} className="link rounded-tag">
          Bulk correction {bulk_id}
        </Link>
      ) : null}
      {undoes ? entryLink(undoes, "Show what was undone") : null}
      {undone_by ? (
        <>
          <span className="font-medium text-ink-2">Undone</span>
          {entryLink(undone_by, "Show the undoing")}
        </>
      ) : null}
      {canUndo && !undone_by && entry.changes.length > 0 ? (
        <Link
          href={`/passes/${passId}?undo=${audit_id}`}
          scroll={false}
          prefetch={false}
          className="link rounded-tag"
        >
          Undo…
        </Link>
      ) : null}
    </p>
  );
}
