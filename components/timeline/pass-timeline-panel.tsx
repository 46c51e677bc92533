"use client";

import { useState } from "react";
import { NoteComposer } from "@/components/notes/note-composer";
import { NoteSearch, SEARCHED_FROM } from "@/components/notes/note-search";
import { kindOf, TIMELINE_KINDS, timelineDays } from "./timeline-days";
import { PassTimelineEntry } from "./pass-timeline-entry";
import type { TimelineView } from "./timeline-story";
import { useTimelineView } from "./use-timeline-view";
import { Segmented } from "@/components/ui/form/segmented";
import { formatCount, zoneLabel } from "@/lib/format";
import { searchNotes } from "@/lib/notes/note";
import type { Timeline } from "@/lib/timeline/pass-timeline";

type PassTimelinePanelProps = Omit<TimelineView, "now" | "wasUsed"> &
  Timeline & {
    /** The agency's zone, by whose days the entries are grouped. */
    dayZone: string;
    canWrite: boolean;
    now: string;
  };

export function PassTimelinePanel(props: PassTimelinePanelProps) {
  const { entries, older, dayZone, canWrite, now: nowIso, ...view } = props;
  const { kind, setKind, targetId } = useTimelineView(entries);
  const [words, setWords] = useState("");
  const now = new Date(nowIso);
  const isSearchable = view.notes.length >= SEARCHED_FROM && (kind === "all" || kind === "notes");
  const found = new Set(searchNotes(view.notes, words).map(({ id }) => id));
  const isSearched = isSearchable && words.trim() !== "";
  const shown = entries.filter((entry) =>
    isSearched ? entry.kind === "note" && found.has(entry.note_id) : kind === "all" || kindOf(entry) === kind,
  );
  const wasUsed = entries.some((entry) => entry.kind === "first_used");
  return (
    <>
      {canWrite ? (
        <div className="pt-3">
          <NoteComposer subject={{ type: "pass", id: view.passId }} isCompact />
        </div>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 pt-3">
        <div className="max-w-full overflow-x-auto">
          <Segmented label="Show" value={kind} options={TIMELINE_KINDS} onChange={setKind} />
        </div>
        <span className="text-12 text-ink-3">{zonesText(view.zone, dayZone, now)}</span>
      </div>
      {isSearchable ? (
        <NoteSearch words={words} onWords={setWords} found={found.size} className="mt-3 max-w-80" />
      ) : null}
      {shown.length === 0 ? (
        <p className="py-6 text-ink-2">
          {isSearched ? "No note holds these words." : "Nothing of this kind is on record."}
        </p>
      ) : (
        timelineDays(shown, { zone: dayZone, now }).map(({ label, entries: ofDay }) => (
          <section key={label} aria-label={label}>
            <h3 className="pt-3 pb-2 text-12 leading-4 font-medium text-ink-3">{label}</h3>
            <ol>
              {ofDay.map((entry) => (
                <PassTimelineEntry
                  key={entry.id}
                  entry={entry}
                  view={{ ...view, now, wasUsed }}
                  dayZone={dayZone}
                  isTarget={entry.id === targetId}
                />
              ))}
            </ol>
          </section>
        ))
      )}
      {older.value > 0 ? <p className="pb-4 text-12 text-ink-3">{olderText(older)}</p> : null}
    </>
  );
}

function olderText({ value, relation }: Timeline["older"]): string {
  if (value === 1 && relation === "eq") return "1 older entry is not shown.";
  return `${formatCount(value, { relation })} older entries are not shown.`;
}

/* Days stay those of the agency when times are shown in another zone. */
function zonesText(zone: string, dayZone: string, now: Date): string {
  const shown = zoneLabel(zone, now);
  return zone === dayZone ? shown : `Times in ${shown}, days in ${zoneLabel(dayZone, now)}`;
}
