import { Link2 } from "lucide-react";
import { distance, timeOfDay } from "./timeline-days";
import { entryIcon } from "./entry-icon";
import { PassTimelineStory, type TimelineView } from "./timeline-story";
import { entryAnchor } from "./use-timeline-view";
import { cn } from "@/components/ui/class-names";
import { copyText } from "@/components/ui/value/copy-text";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTimeTitle } from "@/lib/format";
import type { TimelineEntry } from "@/lib/timeline/timeline-entry";

type PassTimelineEntryProps = {
  entry: TimelineEntry;
  view: TimelineView;
  /** The zone by whose days the entries are grouped. */
  dayZone: string;
  /** The address links to this entry. */
  isTarget: boolean;
};

export function PassTimelineEntry({ entry, view, dayZone, isTarget }: PassTimelineEntryProps) {
  const { color, Icon } = entryIcon(entry);
  const { zone, now } = view;
  const anchor = entryAnchor(entry.id);
  const time = timeOfDay(entry.at, { zone, dayZone });
  return (
    <li
      id={anchor}
      tabIndex={-1}
      className={cn(
        "relative grid grid-cols-[24px_minmax(0,1fr)_auto] gap-x-3 pb-3.5 not-last:before:absolute not-last:before:top-6 not-last:before:bottom-0 not-last:before:left-3 not-last:before:w-px not-last:before:bg-line max-md:grid-cols-[24px_minmax(0,1fr)]",
        isTarget && "rounded-control bg-accent-soft shadow-[0_0_0_4px_var(--accent-soft)]",
      )}
    >
      <span aria-hidden className={cn("grid size-6 place-items-center rounded-full", color)}>
        <Icon className="size-3.5" />
      </span>
      <div className="min-w-0 pt-0.5">
        <PassTimelineStory entry={entry} view={view} />
      </div>
      <div className="flex items-start gap-1 pt-0.5 text-right text-12 leading-5 whitespace-nowrap text-ink-3 tabular-nums max-md:col-start-2 max-md:items-center max-md:text-left">
        <p>
          {distance(entry.at, now)}
          <TimeText
            iso={entry.at}
            text={time}
            title={formatTimeTitle(entry.at, { zone })}
            className="ml-2 inline-block min-w-16 text-ink-2 max-md:float-left max-md:mr-2 max-md:ml-0 max-md:min-w-0"
          />
        </p>
        <button
          type="button"
          title="Copy link to this entry"
          aria-label={`Copy link to this entry of ${time}`}
          onClick={() => void copyText(`${window.location.origin}/passes/${view.passId}#${anchor}`, "Link")}
          className="-mt-0.5 grid size-6 place-items-center rounded-tag text-ink-3 hover:bg-hover hover:text-ink max-md:-my-3 max-md:size-11"
        >
          <Link2 aria-hidden className="size-3.5" />
        </button>
      </div>
    </li>
  );
}
