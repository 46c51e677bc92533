import type { AuditRow } from "@/db/audit/audit-log";
import type { DriftRow } from "@/db/providers/drift-history";
import type { NoteRow } from "@/db/notes/notes";
import type { RefreshRow } from "@/db/riders/orders";
import type { PassRow } from "@/db/passes/passes";
import type { SnapshotRow } from "@/db/providers/provider-snapshots";
import type { PassOrder } from "@/lib/passes/pass-order";
import { correctionEntries } from "./timeline-corrections";
import {
  driftEntries,
  noteEntry,
  paidEntries,
  refreshEntry,
  revealEntry,
  rowEntries,
  snapshotEntries,
} from "./timeline-entries";
import type { TimelineEntry } from "./timeline-entry";

export interface TimelineFacts {
  row: PassRow;
  orders: readonly PassOrder[];
  refreshes: readonly RefreshRow[];
  /** Corrections of this pass, their undos, and its pins. */
  audit: readonly AuditRow[];
  drift: readonly DriftRow[];
  snapshot: SnapshotRow | null;
  notes: readonly NoteRow[];
  /** Reveals of the rider's contact data. */
  reveals: readonly AuditRow[];
}

export interface Timeline {
  /** Newest first. */
  entries: TimelineEntry[];
  /** The number of entries left out; `gte` if they were not all counted. */
  older: { value: number; relation: "eq" | "gte" };
}

/** How many of each are shown. The caller reads one more of each, so that the timeline knows whether there are more. */
export const MOST_TOLD = { audit: 100, notes: 100, drift: 20, reveals: 20 } as const;
const MOST_ENTRIES = 200;

/**
 * What the portal and PassDesk know happened to a pass, newest first, at most 200 entries; events without a time are
 * left out. The pass's own life is always complete. Pure.
 */
export function passTimeline(facts: TimelineFacts, now: Date): Timeline {
  const told = <K extends keyof typeof MOST_TOLD>(kind: K): TimelineFacts[K] =>
    facts[kind].slice(0, MOST_TOLD[kind]) as unknown as TimelineFacts[K];
  const life = rowEntries(facts.row, facts.snapshot, now);
  const acts = [
    ...snapshotEntries(facts.row, facts.snapshot),
    ...facts.orders.flatMap(paidEntries),
    ...facts.refreshes.map(refreshEntry),
    ...correctionEntries(told("audit"), now),
    ...told("drift").flatMap(driftEntries),
    ...told("notes").map(noteEntry),
    ...told("reveals").map(revealEntry),
  ].sort(newestFirst);
  const shown = acts.slice(0, MOST_ENTRIES - life.length);
  const kinds = Object.keys(MOST_TOLD) as (keyof typeof MOST_TOLD)[];
  const untold = kinds.reduce((sum, kind) => sum + facts[kind].length - told(kind).length, 0);
  return {
    entries: [...life, ...shown].sort(newestFirst),
    older: { value: acts.length - shown.length + untold, relation: untold > 0 ? "gte" : "eq" },
  };
}

function newestFirst(a: TimelineEntry, b: TimelineEntry): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  return BY_NUMBER.compare(b.id, a.id);
}

/* So that note-129 sorts after note-99. */
const BY_NUMBER = new Intl.Collator("en", { numeric: true });
