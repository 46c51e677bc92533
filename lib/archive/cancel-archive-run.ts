import "server-only";
import { acknowledge } from "@/lib/acknowledge";
import { operationOf } from "@/lib/idempotency";
import type { Transaction } from "@/db/transaction";
import { findArchiveRun, lockArchiveRun, setArchiveState } from "@/db/archive/archive-runs";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { askJobCancel } from "@/lib/jobs/ask-job-cancel";
import type { ArchiveRun } from "./archive";
import { archiveRunOf, isRunId, runNotFound } from "./archive-run-row";

/**
 * Stops a run after its current batch; passes it has moved stay moved. Canceling a second time changes nothing. Throws
 * 403, 404, and 409 if the run is over.
 */
export async function cancelArchiveRun(ctx: Context, runId: string): Promise<ArchiveRun> {
  const actor = authorize(ctx, "archive.cancel");
  if (!isRunId(runId)) throw runNotFound();
  const operation = operationOf(ctx, { actor, act: "archive.cancel", subjectId: runId });
  const write = async (trx: Transaction) => {
    const found = await findArchiveRun(trx, runId);
    if (!found) throw runNotFound();
    // Lock the job before the run, in the order the batches do, to avoid a deadlock.
    const hasJob = found.job_id !== null && (await askJobCancel(trx, String(found.job_id)));
    const row = await lockArchiveRun(trx, runId);
    if (!row) throw runNotFound();
    if (row.state === "cancelling") return archiveRunOf(row, ctx.clock.now());
    if (!hasJob || (row.state !== "queued" && row.state !== "running")) {
      throw new AppError("conflict", "This run is over. There is nothing to cancel.");
    }
    await setArchiveState(trx, runId, "cancelling");
    const subject = { type: "archive_run" as const, id: runId };
    await recordAudit(trx, ctx, { action: "archive.cancel", subject, data: { rows_done: row.rows_done } });
    await publishEvent(trx, { event: "archive.state", subject, data: { state: "cancelling" } });
    return archiveRunOf({ ...row, state: "cancelling" }, ctx.clock.now());
  };
  return (await acknowledge(ctx, operation, { write })).answer;
}
