import type { BulkRow } from "@/db/bulk/bulk-corrections";
import type { Transaction } from "@/db/transaction";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { Step } from "./change-bulk";

/**
 * Puts the run of a bulk correction into the queue with the caller's transaction. The row names its job: an older one that is
 * still about finds that it is no longer meant and does nothing.
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

/** Puts the taking over of what is to be undone into the queue; it starts its run by itself. */
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
