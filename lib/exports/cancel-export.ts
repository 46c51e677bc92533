import "server-only";
import { acknowledge } from "@/lib/acknowledge";
import { operationOf } from "@/lib/idempotency";
import type { Transaction } from "@/db/transaction";
import { lockExport, updateExport } from "@/db/exports/exports";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { askJobCancel } from "@/lib/jobs/ask-job-cancel";
import { sqlTime } from "@/lib/time/sql-time";
import type { BackgroundExport } from "./export";
import { exportOfRow, mayActOn } from "./export-of-row";
import { exportNotFound, notYourExport, requireExport } from "./find-export";

/**
 * Cancels the actor's own export, or anybody's for an admin: a queued one at once, a running one within about two
 * seconds. What was written of it is deleted. Throws 403, 404, and 409 for an export that is over.
 */
export async function cancelExport(ctx: Context, id: string): Promise<BackgroundExport> {
  const actor = authorize(ctx, "export.cancel");
  const operation = operationOf(ctx, { actor, act: "export.cancel", subjectId: id });
  const write = async (trx: Transaction) => {
    const { job_id } = await requireExport(trx, id);
    // Lock the job before the export, in the order its run does, to avoid a deadlock.
    const hasJob = job_id !== null && (await askJobCancel(trx, job_id));
    const row = await lockExport(trx, id);
    if (!row) throw exportNotFound();
    if (!mayActOn(row, actor)) throw notYourExport(row);
    if (row.state !== "queued" && row.state !== "running") {
      throw new AppError("conflict", `This export is ${row.state} already.`);
    }
    const isOver = row.state === "queued" || !hasJob;
    const finished_on = sqlTime(ctx.clock.now().toISOString());
    await updateExport(trx, id, {
      error_message: `Cancelled by ${actor.name}.`,
      ...(isOver ? { state: "cancelled", finished_on } : {}),
    });
    const subject = { type: "export", id } as const;
    await recordAudit(trx, ctx, {
      action: "export.cancel",
      subject,
      data: { name: row.name, was: row.state, rows_done: Number(row.rows_done) },
    });
    const state = isOver ? "cancelled" : "cancelling";
    await publishEvent(trx, { event: "export.state", subject, data: { state } });
    return exportOfRow(await requireExport(trx, id), actor, ctx.clock.now());
  };
  return (await acknowledge(ctx, operation, { write })).answer;
}
