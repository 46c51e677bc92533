import type { AuditRow } from "@/db/audit/audit-log";
import type { TimelineEntry } from "./timeline-entry";
import { correctedEntry, pinEntry } from "./timeline-entries";
import { membersOf, pinnedOf, storedCorrection } from "@/lib/corrections/stored-correction";

/* Corrections, undos and pins of one pass as timeline entries. Pure. */

/**
 * `rows` newest first. Pins that ended by themselves before `now` get an entry too, derived from the act that set them.
 */
export function correctionEntries(rows: readonly AuditRow[], now: Date): TimelineEntry[] {
  const undoneBy = new Map<string, string>();
  for (const row of rows) {
    const { undoes } = membersOf(row.data);
    if (typeof undoes === "string") undoneBy.set(undoes, String(row.id));
  }
  const told = rows.map((row) =>
    row.action === "pass.pin" || row.action === "pass.unpin"
      ? pinEntry(row)
      : correctedEntry(row, undoneBy.get(String(row.id)) ?? null),
  );
  return [...told, ...endedHolds(told.toReversed(), rows.toReversed(), now)];
}

/* Follows each field from act to act: a pin ended by itself if no act touched it before its end. */
function endedHolds(told: readonly TimelineEntry[], rows: readonly AuditRow[], now: Date): TimelineEntry[] {
  const held = new Map<string, { until: string; by: string }>();
  const ended = new Map<string, { until: string; fields: string[] }>();
  const end = (field: string, at: string) => {
    const hold = held.get(field);
    held.delete(field);
    if (!hold || hold.until > at) return;
    const known = ended.get(`${hold.by}-${hold.until}`) ?? { until: hold.until, fields: [] };
    known.fields.push(field);
    ended.set(`${hold.by}-${hold.until}`, known);
  };
  for (const [at, row] of rows.entries()) {
    const time = told[at]?.at ?? "";
    for (const [field, until] of holdsAfter(row)) {
      end(field, time);
      if (until !== null) held.set(field, { until, by: String(row.id) });
    }
  }
  for (const field of [...held.keys()]) end(field, now.toISOString());
  return [...ended].map(([key, { until, fields }]) => ({
    id: `pin-end-${key.split("-", 1)[0]}-${Date.parse(until)}`,
    at: until,
    kind: "pin_ended",
    fields: fields.sort(),
  }));
}

/* The fields an act pinned or released, and when the pin then ends by itself; null if it does not. */
function holdsAfter(row: AuditRow): [field: string, until: string | null][] {
  const { pins } = storedCorrection(row);
  if (row.action === "pass.undo")
    return (pins ?? []).map(({ field, after }) => [field, after?.until ?? null]);
  const pinned = pinnedOf(row.action === "pass.correct" ? membersOf(row.data).pinned : row.data);
  const until = row.action === "pass.unpin" ? null : (pinned?.until ?? null);
  return (pinned?.fields ?? []).map((field) => [field, until]);
}
