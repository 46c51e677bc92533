import type { AuditRow } from "@/db/audit-log";
import type { RefreshRow } from "@/db/orders";
import type { PassRow } from "@/db/passes";
import type { Money } from "../money";
import { isoTime } from "../iso-time";
import type { FieldChange } from "./correction";
import { CORRECTABLE_FIELDS, type CorrectableField } from "./pass-fields";
import type { PassOrder } from "./pass-order";

interface Happening {
  /** Unique in its timeline and the same on every reading. */
  id: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** One thing that happened to a pass, with its facts; the words are the screen's. */
export type TimelineEntry = Happening &
  (
    | { kind: "issued"; product_name: string | null }
    | { kind: "paid"; type: string; price: Money; passes: number; order_uuid: string }
    | { kind: "first_used"; event_uuid: string | null }
    /** `expires`: still to come. */
    | { kind: "expired" | "expires" }
    | {
        kind: "refresh";
        activity: "now" | "free_ticket" | "scheduled" | "other";
        is_done: boolean;
        scheduled_on: string | null;
      }
    | { kind: "synced"; provider: string; drift: string | null }
    | {
        kind: "corrected";
        audit_id: string;
        actor: { id: string | null; name: string };
        reason: { code: string; note: string; case_ref: string | null } | null;
        changes: FieldChange[];
        pinned: { fields: string[]; until: string | null } | null;
      }
  );

export interface TimelineFacts {
  row: PassRow;
  orders: readonly PassOrder[];
  refreshes: readonly RefreshRow[];
  /** Corrections of this pass. */
  audit: readonly AuditRow[];
}

/** Everything the portal and PassDesk know happened to a pass, newest first; what has no time is left out. Pure. */
export function passTimeline(facts: TimelineFacts, now: Date): TimelineEntry[] {
  const entries = [
    ...rowEntries(facts.row, now),
    ...facts.orders.flatMap(paidEntries),
    ...facts.refreshes.map(refreshEntry),
    ...facts.audit.map(correctedEntry),
  ];
  return entries.sort((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
}

function rowEntries(row: PassRow, now: Date): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const add = (stored: string | null, entry: (at: string) => TimelineEntry) => {
    if (stored !== null) entries.push(entry(isoTime(stored)));
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
  }));
  return entries;
}

function paidEntries(order: PassOrder): TimelineEntry[] {
  return order.payments.map((payment, at) => ({
    id: `paid-${order.order_uuid}-${at}`,
    at: payment.paid_on,
    kind: "paid",
    type: payment.type,
    price: payment.price,
    passes: order.items.length,
    order_uuid: order.order_uuid,
  }));
}

const ACTIVITY = { 1: "now", 2: "free_ticket", 3: "scheduled" } as const;

function refreshEntry(row: RefreshRow): TimelineEntry {
  return {
    id: `refresh-${row.id}`,
    at: isoTime(row.created_on),
    kind: "refresh",
    activity: ACTIVITY[row.activity_type as keyof typeof ACTIVITY] ?? "other",
    is_done: row.status === 1,
    scheduled_on: isoTime(row.scheduled_on),
  };
}

function correctedEntry(row: AuditRow): TimelineEntry {
  const before = valuesOf(row.before_values);
  const after = valuesOf(row.after_values);
  return {
    id: `audit-${row.id}`,
    at: isoTime(row.created_on),
    kind: "corrected",
    audit_id: row.id,
    actor: { id: row.actor_id, name: row.actor_name },
    reason:
      row.reason_code === null
        ? null
        : { code: row.reason_code, note: row.reason_note ?? "", case_ref: row.case_ref },
    changes: CORRECTABLE_FIELDS.filter((field) => field in after).map((field) => ({
      field,
      before: before[field] ?? null,
      after: after[field] ?? null,
    })),
    pinned: pinnedOf(row.data),
  };
}

/* Stored JSON is parsed like anything else that comes through a door. */
function valuesOf(stored: unknown): Partial<Record<CorrectableField, string | number | null>> {
  if (typeof stored !== "object" || stored === null) return {};
  return Object.fromEntries(
    Object.entries(stored).filter(
      ([, value]) => value === null || typeof value === "string" || typeof value === "number",
    ),
  );
}

function pinnedOf(stored: unknown): { fields: string[]; until: string | null } | null {
  const { pinned } = (typeof stored === "object" && stored !== null ? stored : {}) as { pinned?: unknown };
  if (typeof pinned !== "object" || pinned === null) return null;
  const { fields, until } = pinned as { fields?: unknown; until?: unknown };
  if (!Array.isArray(fields)) return null;
  return { fields: fields.map(String), until: typeof until === "string" ? until : null };
}
