import "server-only";
import { lockExport, updateExport } from "@/db/exports/exports";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { sqlTime } from "@/lib/time/sql-time";
import { removeExportFiles } from "@/lib/exports/file/export-files";
import { mayActOn } from "./export-of-row";
import { exportNotFound, notYourExport, requireExport } from "./find-export";

/**
 * Deletes the file of the actor's own export, or anybody's for an admin; the export stays in the history. Throws 403,
 * 404, 409 while it is queued or running, and 410 if there is no file any more.
 */
export async function removeExport(ctx: Context, id: string): Promise<void> {
  const actor = authorize(ctx, "export.remove");
  await withTransaction(ctx.db, async (trx) => {
    await requireExport(trx, id);
    const row = await lockExport(trx, id);
    if (!row) throw exportNotFound();
    if (!mayActOn(row, actor)) throw notYourExport(row);
    if (row.state === "queued" || row.state === "running") {
      throw new AppError("conflict", `This export is ${row.state}. Cancel it first.`);
    }
    if (row.state !== "ready" && row.state !== "failed") {
      throw new AppError("gone", "The file of this export is deleted already.");
    }
    const expires_on = sqlTime(ctx.clock.now().toISOString());
    await updateExport(trx, id, {
      state: "expired",
      expires_on,
      error_message: `File deleted by ${actor.name}.`,
    });
    const subject = { type: "export", id } as const;
    await recordAudit(trx, ctx, {
      action: "export.remove",
      subject,
      data: { name: row.name, was: row.state, bytes: row.bytes === null ? null : Number(row.bytes) },
    });
    await publishEvent(trx, { event: "export.state", subject, data: { state: "expired" } });
  });
  // After the commit nobody can request the file any more. If deleting it fails, the sweep deletes it.
  try {
    await removeExportFiles(id);
  } catch (error) {
    ctx.log.error({ event: "export.file_left", export_id: id, err: error }, "an export file was not deleted");
  }
}
