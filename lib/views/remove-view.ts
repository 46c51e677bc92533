import "server-only";
import { withTransaction } from "@/db/transaction";
import { deleteView } from "@/db/views/views";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { lockVisibleView, notYours } from "./find-view";
import { viewOfRow } from "./view-of-row";

/** Removes a view, also as the default of everybody who had chosen it. Throws 403 and 404. */
export async function removeView(ctx: Context, viewId: string): Promise<void> {
  const actor = authorize(ctx, "view.remove");
  await withTransaction(ctx.db, async (trx) => {
    const row = await lockVisibleView(trx, Number(actor.id), viewId);
    const { name, scope, search, columns, owner, can_change } = viewOfRow(row, actor);
    if (!can_change) throw notYours(name, owner.name);
    await deleteView(trx, row.id);
    const subject = { type: "view", id: String(row.id) } as const;
    await recordAudit(trx, ctx, {
      action: "view.remove",
      subject,
      before: { name, scope, search, columns, owner_id: owner.id },
    });
    await publishEvent(trx, { event: "view.remove", subject, data: null });
  });
}
