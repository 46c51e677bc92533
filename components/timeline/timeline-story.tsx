import Link from "next/link";
import type { ReactNode } from "react";
import { NoteItem } from "@/components/notes/note-item";
import { PassTimelineCorrection } from "./timeline-correction";
import { PassTimelinePin } from "./timeline-pin";
import { PassTimelineReveal } from "./timeline-reveal";
import { CopyButton } from "@/components/ui/value/copy-button";
import { formatDuration, shortId } from "@/lib/format";
import type { Note } from "@/lib/notes/note";
import { codeWord } from "@/lib/passes/words/code-words";
import type { TimelineEntry } from "@/lib/timeline/timeline-entry";
import { paidText } from "@/lib/passes/words/price-words";
import { providerName } from "@/lib/passes/words/provider-name";

export interface TimelineView {
  passId: string;
  /** The label of every field of a pass. */
  labels: Readonly<Record<string, string>>;
  /** The label of every reason for a correction. */
  reasons: Readonly<Record<string, string>>;
  /** The notes about this pass, so that their authors can edit them. */
  notes: readonly Note[];
  /** The zone in which times are shown. */
  zone: string;
  now: Date;
  wasUsed: boolean;
  canUndo: boolean;
}

type StoryOf<Kind extends TimelineEntry["kind"]> = (
  entry: Extract<TimelineEntry, { kind: Kind }>,
  view: TimelineView,
) => ReactNode;

const STORIES: { readonly [Kind in TimelineEntry["kind"]]: StoryOf<Kind> } = {
  issued: (entry) => <Line what="Created" more={entry.product_name} />,
  paid: (entry) => <Line what="Paid" more={paidText(entry)} />,
  first_used: (entry) => (
    <Line what="First used">{entry.event_uuid ? <EventId id={entry.event_uuid} /> : null}</Line>
  ),
  expired: (_, view) => <Line what="Expired" more={view.wasUsed ? "ride window ended" : "never used"} />,
  expires: () => <Line what="Expires" />,
  refresh: (entry) => <Line what={REFRESH[entry.activity]} more={entry.is_done ? "done" : "not done"} />,
  synced: (entry, view) => (
    <Line what={`Checked with ${providerName(entry.provider)}`} more="by sync">
      {entry.drift ? (
        <p className="text-ink-2">
          {codeWord("drift", entry.drift)}. {entry.has_snapshot ? <CompareLink passId={view.passId} /> : null}
        </p>
      ) : null}
    </Line>
  ),
  snapshot: (entry, view) => (
    <Line what={`Kept ${providerName(entry.provider)}’s answer`}>
      <p>
        <CompareLink passId={view.passId} />
      </p>
    </Line>
  ),
  drift_seen: (entry) => (
    <Line what="Drift seen" more={entry.is_open ? "not resolved" : undefined}>
      <p className="text-ink-2">{codeWord("drift", entry.class)}.</p>
    </Line>
  ),
  drift_resolved: (entry) => (
    <Line
      what="Drift resolved"
      more={`after ${formatDuration(Date.parse(entry.at) - Date.parse(entry.seen_on))}`}
    >
      <p className="text-ink-2">
        {codeWord("drift", entry.class)}. {entry.resolution ? resolutionText(entry.resolution) : null}
      </p>
    </Line>
  ),
  corrected: (entry, view) => <PassTimelineCorrection entry={entry} {...view} />,
  undone: (entry, view) => <PassTimelineCorrection entry={entry} {...view} />,
  pinned: (entry, view) => <PassTimelinePin entry={entry} {...view} />,
  unpinned: (entry, view) => <PassTimelinePin entry={entry} {...view} />,
  pin_ended: (entry, view) => <PassTimelinePin entry={entry} {...view} />,
  note: (entry, view) => <NoteStory entry={entry} view={view} />,
  revealed: (entry) => <PassTimelineReveal entry={entry} />,
};

const REFRESH = {
  now: "Refresh asked for after first use",
  free_ticket: "Free ticket notice",
  scheduled: "Refresh scheduled",
  other: "Refresh",
} as const;

export function PassTimelineStory({ entry, view }: { entry: TimelineEntry; view: TimelineView }): ReactNode {
  const story = STORIES[entry.kind] as StoryOf<TimelineEntry["kind"]>;
  return story(entry, view);
}

function NoteStory({ entry, view }: { entry: Extract<TimelineEntry, { kind: "note" }>; view: TimelineView }) {
  const { zone, now } = view;
  const note = view.notes.find(({ id }) => id === entry.note_id);
  return (
    <>
      <p>
        <b>{entry.author.name}</b> added a note
      </p>
      {note ? <NoteItem note={note} zone={zone} now={now.toISOString()} isBare /> : <p>{entry.text}</p>}
    </>
  );
}

function CompareLink({ passId }: { passId: string }) {
  return (
    <Link
      href={`/passes/${passId}?tab=provider`}
      scroll={false}
      prefetch={false}
      className="link font-medium"
    >
      Compare
    </Link>
  );
}

function EventId({ id }: { id: string }) {
  return (
    <p className="text-12 text-ink-2">
      Event{" "}
      <CopyButton value={id} name="Event ID">
        <span className="mono">{shortId(id)}</span>
      </CopyButton>
    </p>
  );
}

/* "provider_caught_up" → "Provider caught up." */
function resolutionText(resolution: string): string {
  const words = resolution.replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function Line({ what, more, children }: { what: string; more?: string | null; children?: ReactNode }) {
  return (
    <>
      <p>
        <b>{what}</b> {more ? <span className="text-ink-3">{more}</span> : null}
      </p>
      {children}
    </>
  );
}
