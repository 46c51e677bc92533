import type { BulkRow } from "@/db/bulk/bulk-corrections";
import type { Transaction } from "@/db/transaction";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Step } from "./change-bulk";

/**
 * Queues the run of a bulk correction in the caller's transaction. The row names its job: an older job that still
 * exists finds another one named and does nothing.
 */
export async function startRun(
  trx: Transaction,
  asker: Pick<AuthorizedContext, "actor">,
  { id }: Pick<BulkRow, "id">,
): Promise<Step["update"]> {
  const job_id = await enqueueJob(trx, asker, {
    kind: "bulk.run",
    payload: { bulk_id: String(id) },
    subject: { type: "bulk", id: String(id) },
  });
  return { state: "queued", job_id, error_message: null, finished_on: null };
}

/** Queues the job that copies the passes to undo; that job starts the run by itself. */
export async function startUndoPlan(
  trx: Transaction,
  asker: Pick<AuthorizedContext, "actor">,
  { id }: Pick<BulkRow, "id">,
): Promise<Step["update"]> {
  const job_id = await enqueueJob(trx, asker, {
    kind: "bulk.plan",
    payload: { bulk_id: String(id), last_id: 0 },
    subject: { type: "bulk", id: String(id) },
  });
  return { state: "planning", job_id, error_message: null, finished_on: null };
}
