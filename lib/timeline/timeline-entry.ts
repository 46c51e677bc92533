import type { FieldChange } from "@/lib/corrections/correction";
import type { Money } from "@/lib/money";

interface Happening {
  /** Unique in its timeline and stable across reads. */
  id: string;
  /** ISO 8601 UTC. */
  at: string;
}

interface Act {
  audit_id: string;
  actor: { id: string | null; name: string };
  reason: { code: string; note: string; case_ref: string | null } | null;
}

/** One thing that happened to a pass, with its facts; the screen adds the words. */
export type TimelineEntry = Happening &
  (
    | { kind: "issued"; product_name: string | null }
    | { kind: "paid"; type: string; price: Money; passes: number; order_uuid: string }
    | { kind: "first_used"; event_uuid: string | null }
    /** `expires`: in the future. */
    | { kind: "expired" | "expires" }
    | {
        kind: "refresh";
        activity: "now" | "free_ticket" | "scheduled" | "other";
        is_done: boolean;
        scheduled_on: string | null;
      }
    /** `has_snapshot`: the provider's answer of that sync is stored. */
    | { kind: "synced"; provider: string; drift: string | null; has_snapshot: boolean }
    | { kind: "snapshot"; provider: string }
    | { kind: "drift_seen"; class: string; is_open: boolean }
    | { kind: "drift_resolved"; class: string; seen_on: string; resolution: string | null }
    | (Act & {
        kind: "corrected" | "undone";
        changes: FieldChange[];
        pinned: { fields: string[]; until: string | null } | null;
        bulk_id: string | null;
        undoes: string | null;
        undone_by: string | null;
      })
    | (Act & { kind: "pinned"; fields: string[]; until: string | null })
    | (Act & { kind: "unpinned"; fields: string[] })
    /** A pin that ended by itself. */
    | { kind: "pin_ended"; fields: string[] }
    | {
        kind: "note";
        note_id: string;
        author: { id: string; name: string };
        text: string;
        case_ref: string | null;
        edited_on: string | null;
      }
    /** Which fields of the rider were revealed; never their values. */
    | (Act & { kind: "revealed"; fields: string[] })
  );
