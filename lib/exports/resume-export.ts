import "server-only";
import { acknowledge } from "@/lib/acknowledge";
import { operationOf } from "@/lib/idempotency";
import type { Transaction } from "@/db/transaction";
import { countOpenExports, lockExport, updateExport } from "@/db/exports/exports";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";
import { publishEvent } from "@/lib/events/publish-event";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { BackgroundExport } from "./export";
import { exportOfRow, mayActOn } from "./export-of-row";
import { exportNotFound, notYourExport, requireExport } from "./find-export";

/**
 * Resumes a failed export where it stopped; rows already written stay written. It runs with its owner's rights. Throws
 * 403, 404, 409 for an export that has not failed, and 429 if the owner has three under way.
 */
export async function resumeExport(ctx: Context, id: string): Promise<BackgroundExport> {
  const actor = authorize(ctx, "export.request");
  const operation = operationOf(ctx, { actor, act: "export.request", subjectId: `resume ${id}` });
  const write = async (trx: Transaction) => {
    const { owner_id } = await requireExport(trx, id);
    const open = await countOpenExports(trx, owner_id);
    const row = await lockExport(trx, id);
    if (!row) throw exportNotFound();
    if (!mayActOn(row, actor)) throw notYourExport(row);
    if (row.state !== "failed") {
      throw new AppError("conflict", `Only a failed export can go on; this one is ${row.state}.`);
    }
    if (open >= SHARES.background_exports.most) {
      throw beyond(SHARES.background_exports, { whose: `${row.owner_name}'s` });
    }
    const subject = { type: "export", id } as const;
    const payload = { export_id: id };
    const owner = { actor: { ...actor, id: String(row.owner_id), name: row.owner_name } };
    const job = { kind: "export.run", payload, subject, unique_key: `export-${id}` } as const;
    const job_id = await enqueueJob(trx, owner, job);
    if (job_id === null) throw new AppError("conflict", "This export is queued already.");
    await updateExport(trx, id, { state: "queued", job_id, error_message: null, finished_on: null });
    await recordAudit(trx, ctx, {
      action: "export.request",
      subject,
      data: { name: row.name, resumed: true, rows_done: Number(row.rows_done) },
    });
    await publishEvent(trx, { event: "export.state", subject, data: { state: "queued" } });
    return exportOfRow(await requireExport(trx, id), actor, ctx.clock.now());
  };
  return (await acknowledge(ctx, operation, { write })).answer;
}
