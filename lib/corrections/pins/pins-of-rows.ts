import "server-only";
import type { SignedPinRow } from "@/db/corrections/pins";
import { isoTime } from "@/lib/time/iso-time";
import { CORRECTABLE_FIELDS } from "@/lib/passes/pass-fields";
import type { PassPin } from "./pass-pin";

/** Rows as pins, in the declared order of their fields. Pure. */
export function passPins(rows: readonly SignedPinRow[]): PassPin[] {
  return CORRECTABLE_FIELDS.flatMap((field) => {
    const row = rows.find((each) => each.field === field);
    return row ? [{ field, ...signedBy(row) }] : [];
  });
}

function signedBy(row: SignedPinRow): Omit<PassPin, "field"> {
  return {
    until: isoTime(row.until_time),
    since: isoTime(row.since),
    by: { id: row.actor_id, name: row.actor_name },
    reason:
      row.reason_code === null
        ? null
        : { code: row.reason_code, note: row.reason_note ?? "", case_ref: row.case_ref },
    audit_id: String(row.audit_id),
  };
}
