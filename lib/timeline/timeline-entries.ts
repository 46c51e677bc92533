import type { AuditRow } from "@/db/audit/audit-log";
import type { DriftRow } from "@/db/providers/drift-history";
import type { NoteRow } from "@/db/notes/notes";
import type { RefreshRow } from "@/db/riders/orders";
import type { PassRow } from "@/db/passes/passes";
import type { SnapshotRow } from "@/db/providers/provider-snapshots";
import { isoTime, knownTime } from "@/lib/time/iso-time";
import type { PassOrder } from "@/lib/passes/pass-order";
import type { TimelineEntry } from "./timeline-entry";
import { membersOf, pinnedOf, storedCorrection } from "@/lib/corrections/stored-correction";

/* Turns each kind of row into timeline entries. Pure. */

/** The life of the pass according to its own row. */
export function rowEntries(row: PassRow, snapshot: SnapshotRow | null, now: Date): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const add = (stored: string | null, entry: (at: string) => TimelineEntry) => {
    const at = knownTime(stored);
    if (at !== null) entries.push(entry(at));
  };
  add(row.time_created, (at) => ({ id: "issued", at, kind: "issued", product_name: row.product_name }));
  add(row.time_used, (at) => ({ id: "first-used", at, kind: "first_used", event_uuid: row.event_uuid }));
  add(row.expiration, (at) => ({
    id: "expiration",
    at,
    kind: Date.parse(at) <= now.getTime() ? "expired" : "expires",
  }));
  add(row.synced_on, (at) => ({
    id: "synced",
    at,
    kind: "synced",
    provider: row.provider,
    drift: row.drift,
    has_snapshot: isOfSync(row, snapshot),
  }));
  return entries;
}

/** When the stored snapshot was taken, if that was not the last sync. */
export function snapshotEntries(row: PassRow, snapshot: SnapshotRow | null): TimelineEntry[] {
  if (snapshot === null || isOfSync(row, snapshot)) return [];
  return [{ id: "snapshot", at: isoTime(snapshot.taken_on), kind: "snapshot", provider: snapshot.provider }];
}

/* The portal stores the time of a sync to the second. */
function isOfSync(row: PassRow, snapshot: SnapshotRow | null): boolean {
  return snapshot !== null && row.synced_on?.slice(0, 19) === snapshot.taken_on.slice(0, 19);
}

export function paidEntries(order: PassOrder): TimelineEntry[] {
  return order.payments.flatMap(({ paid_on, type, price }, index): TimelineEntry[] => {
    // Without a time it has no place on a timeline; the order shows it.
    if (paid_on === null) return [];
    const [id, passes] = [`paid-${order.order_uuid}-${index}`, order.items.length];
    return [{ id, at: paid_on, kind: "paid", type, price, passes, order_uuid: order.order_uuid }];
  });
}

const ACTIVITY = { 1: "now", 2: "free_ticket", 3: "scheduled" } as const;

export function refreshEntry(row: RefreshRow): TimelineEntry {
  return {
    id: `refresh-${row.id}`,
    at: isoTime(row.created_on),
    kind: "refresh",
    activity: ACTIVITY[row.activity_type as keyof typeof ACTIVITY] ?? "other",
    is_done: row.status === 1,
    scheduled_on: isoTime(row.scheduled_on),
  };
}

export function driftEntries(row: DriftRow): TimelineEntry[] {
  const seen_on = isoTime(row.seen_on);
  const seen: TimelineEntry = {
    id: `drift-${row.id}-seen`,
    at: seen_on,
    kind: "drift_seen",
    class: row.class,
    is_open: row.resolved_on === null,
  };
  if (row.resolved_on === null) return [seen];
  const { resolution } = row;
  const at = isoTime(row.resolved_on);
  return [
    seen,
    { id: `drift-${row.id}-resolved`, at, kind: "drift_resolved", class: row.class, seen_on, resolution },
  ];
}

export function noteEntry(row: NoteRow): TimelineEntry {
  return {
    id: `note-${row.id}`,
    at: isoTime(row.created_on),
    kind: "note",
    note_id: String(row.id),
    author: { id: String(row.author_id), name: row.author_name },
    text: row.text,
    case_ref: row.case_ref,
    edited_on: isoTime(row.edited_on),
  };
}

/** `undoneBy`: the id of the entry that undid it. */
export function correctedEntry(row: AuditRow, undoneBy: string | null): TimelineEntry {
  const { kind, changes, pinned, bulk_id, undoes } = storedCorrection(row);
  return {
    ...actOf(row),
    kind: kind === "undo" ? "undone" : "corrected",
    changes,
    pinned,
    bulk_id,
    undoes,
    undone_by: undoneBy,
  };
}

export function revealEntry(row: AuditRow): TimelineEntry {
  const { fields } = membersOf(row.data);
  return { ...actOf(row), kind: "revealed", fields: Array.isArray(fields) ? fields.map(String) : [] };
}

function actOf(row: AuditRow) {
  return {
    id: `audit-${row.id}`,
    at: isoTime(row.created_on),
    audit_id: String(row.id),
    actor: { id: row.actor_id, name: row.actor_name },
    reason:
      row.reason_code === null
        ? null
        : { code: row.reason_code, note: row.reason_note ?? "", case_ref: row.case_ref },
  };
}

/** Fields pinned or released on their own, without a correction. */
export function pinEntry(row: AuditRow): TimelineEntry {
  const pinned = pinnedOf(row.data) ?? { fields: [], until: null };
  return { ...actOf(row), ...pinned, kind: row.action === "pass.unpin" ? "unpinned" : "pinned" };
}
