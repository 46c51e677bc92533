import { formatDay, formatDuration, formatTime } from "@/lib/format";
import type { TimelineEntry } from "@/lib/timeline/timeline-entry";
import type { ReadingClock } from "@/lib/time/reading-clock";

export const TIMELINE_KINDS = [
  { value: "all", label: "All" },
  { value: "rider", label: "Rider events" },
  { value: "syncs", label: "Syncs" },
  { value: "corrections", label: "Corrections" },
  { value: "notes", label: "Notes" },
  { value: "reveals", label: "Reveals" },
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number]["value"];

export interface TimelineDay {
  label: string;
  entries: TimelineEntry[];
}

const DAY_MS = 86_400_000;
const LONG_AGO_DAYS = 60;
const JUST_NOW_MS = 5_000;

const KIND_OF: Readonly<Record<TimelineEntry["kind"], Exclude<TimelineKind, "all">>> = {
  issued: "rider",
  paid: "rider",
  first_used: "rider",
  expired: "rider",
  expires: "rider",
  refresh: "syncs",
  synced: "syncs",
  snapshot: "syncs",
  drift_seen: "syncs",
  drift_resolved: "syncs",
  corrected: "corrections",
  undone: "corrections",
  pinned: "corrections",
  unpinned: "corrections",
  pin_ended: "corrections",
  note: "notes",
  revealed: "reveals",
};

export function kindOf(entry: TimelineEntry): Exclude<TimelineKind, "all"> {
  return KIND_OF[entry.kind];
}

/** Groups entries by days of the agency's calendar; the order stays. Pure. */
export function timelineDays(entries: readonly TimelineEntry[], clock: ReadingClock): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const entry of entries) {
    const label = dayLabel(entry.at, clock);
    const last = days.at(-1);
    if (last?.label === label) last.entries.push(entry);
    else days.push({ label, entries: [entry] });
  }
  return days;
}

/** "Today, Tue Nov 18", "Fri Nov 14", "Mon Feb 10, 2025". */
function dayLabel(iso: string, { zone, now }: ReadingClock): string {
  const weekday = new Intl.DateTimeFormat("en-US", { timeZone: zone, weekday: "short" }).format(
    new Date(iso),
  );
  const day = formatDay(iso, { zone, now });
  return day === formatDay(now, { zone, now }) ? `Today, ${weekday} ${day}` : `${weekday} ${day}`;
}

/** The time of an entry in `zone`; with its date if that differs from the day in `dayZone`. */
export function timeOfDay(iso: string, { zone, dayZone }: { zone: string; dayZone: string }): string {
  const time = formatTime(iso, { zone, now: iso });
  const dayIn = (shown: string) => formatDay(iso, { zone: shown, now: iso });
  return dayIn(zone) === dayIn(dayZone) ? time : `${dayIn(zone)}, ${time}`;
}

/**
 * How long ago or ahead: "2 h 30 min ago", "4 d ago", "in 3 d"; null if it is so far away that the date says it better.
 */
export function distance(iso: string, now: Date): string | null {
  const past_ms = now.getTime() - Date.parse(iso);
  const days = Math.floor(Math.abs(past_ms) / DAY_MS);
  if (days > LONG_AGO_DAYS) return null;
  if (past_ms >= 0 && past_ms < JUST_NOW_MS) return "just now";
  const words = days > 0 ? `${days}\u00a0d` : formatDuration(Math.abs(past_ms));
  return past_ms >= 0 ? `${words} ago` : `in ${words}`;
}
