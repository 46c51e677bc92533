import "server-only";
import { listSignedPins, type SignedPinRow } from "@/db/corrections/pins";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { isoTime } from "@/lib/time/iso-time";
import { requirePassRow } from "@/lib/passes/get-pass";
import { CORRECTABLE_FIELDS } from "@/lib/passes/pass-fields";
import type { PassPin } from "./pass-pin";

/**
 * The fields of a pass that are pinned now, in the declared order, with who pinned them and why. Throws 403 and 404.
 */
export async function listPassPins(ctx: Context, passId: string): Promise<PassPin[]> {
  authorize(ctx, "pass.read");
  const row = await requirePassRow(ctx.db, passId);
  return passPins(await listSignedPins(ctx.db, row.id, ctx.clock.now()));
}

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
