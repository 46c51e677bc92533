import "server-only";
import { deleteSchedule } from "@/db/jobs/schedules";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { lockOwnSchedule } from "./lock-own-schedule";
import { parsePayload } from "@/lib/jobs/payload";

/** Removes a schedule; jobs it started continue. Throws 403 if it is the machine's or another person's, and 404. */
export async function removeSchedule(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "schedule.remove");
  await withTransaction(ctx.db, async (trx) => {
    const { name, kind, cron, payload } = await lockOwnSchedule(trx, ctx, id);
    await deleteSchedule(trx, id);
    const subject = { type: "schedule", id } as const;
    const before = { name, kind, cron, payload: parsePayload(payload) };
    await recordAudit(trx, ctx, { action: "schedule.remove", subject, before });
    await publishEvent(trx, { event: "schedule.change", subject, data: null });
  });
}
