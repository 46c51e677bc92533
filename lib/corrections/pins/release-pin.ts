import "server-only";
import { lockPass } from "@/db/passes/pass-update";
import { deletePins, listSignedPins } from "@/db/corrections/pins";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { isRowId, passNotFound, passNotInList } from "@/lib/passes/require-pass-row";
import { passPins } from "./pins-of-rows";
import { parseAct } from "@/lib/http/parse-act";
import { unpinSchema } from "@/lib/corrections/correction-rules";
import type { PassPin } from "./pass-pin";

/**
 * Releases one pinned field, so that the sync writes it again. The release, its entry and its event are one
 * transaction. Answers the remaining pins. Throws 400, 403, 404 for a field that is not pinned, 409 for an archived
 * pass, and 422.
 */
export async function releasePin(
  ctx: Context,
  { passId, field, body }: { passId: string; field: string; body: unknown },
): Promise<PassPin[]> {
  authorize(ctx, "pass.unpin");
  if (!isRowId(passId)) throw passNotFound();
  const { reason } = parseAct(unpinSchema, body ?? {});
  const id = Number(passId);
  return withTransaction(ctx.db, async (trx) => {
    if (!(await lockPass(trx, id))) throw await passNotInList(trx, id);
    const pins = passPins(await listSignedPins(trx, id, ctx.clock.now()));
    const pin = pins.find((each) => each.field === field);
    if (!pin) throw new AppError("not_found", "This field of the pass is not held.");
    await deletePins(trx, id, [field]);
    await recordAudit(trx, ctx, {
      action: "pass.unpin",
      subject: { type: "pass", id: passId },
      reason,
      data: { fields: [field], until: pin.until, set_by: pin.audit_id },
    });
    await publishEvent(trx, {
      event: "pass.unpin",
      subject: { type: "pass", id: passId },
      data: { fields: [field] },
    });
    return pins.filter((each) => each !== pin);
  });
}
