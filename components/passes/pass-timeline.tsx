"use client";

import { useState } from "react";
import { PassTimelineEntry, type TimelineView } from "@/components/passes/pass-timeline-entry";
import {
  kindOf,
  TIMELINE_KINDS,
  type TimelineKind,
  timelineDays,
} from "@/components/passes/pass-timeline-days";
import { Segmented } from "@/components/ui/segmented";
import { zoneLabel } from "@/lib/format";
import type { TimelineEntry } from "@/lib/passes/pass-timeline";

type PassTimelineProps = Omit<TimelineView, "now" | "wasUsed"> & {
  entries: readonly TimelineEntry[];
  now: string;
};

/** What happened to the pass, by day, newest first. */
export function PassTimeline({ entries, now: nowIso, ...view }: PassTimelineProps) {
  const [kind, setKind] = useState<TimelineKind>("all");
  const now = new Date(nowIso);
  const shown = entries.filter((entry) => kind === "all" || kindOf(entry) === kind);
  const wasUsed = entries.some((entry) => entry.kind === "first_used");
  return (
    <>
      <div className="flex items-center justify-between gap-3 overflow-x-auto pt-3">
        <Segmented label="Show" value={kind} options={TIMELINE_KINDS} onChange={setKind} />
        <span className="shrink-0 text-12 text-ink-3 max-md:hidden">{zoneLabel(view.zone, now)}</span>
      </div>
      {shown.length === 0 ? (
        <p className="py-6 text-ink-2">Nothing of this kind is on record.</p>
      ) : (
        timelineDays(shown, { zone: view.zone, now }).map(({ label, entries: ofDay }) => (
          <section key={label} aria-label={label}>
            <h3 className="pt-3 pb-2 text-12 leading-4 font-medium text-ink-3">{label}</h3>
            <ol>
              {ofDay.map((entry) => (
                <PassTimelineEntry key={entry.id} entry={entry} {...view} now={now} wasUsed={wasUsed} />
              ))}
            </ol>
          </section>
        ))
      )}
    </>
  );
}
