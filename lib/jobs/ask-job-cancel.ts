import "server-only";
import { markJobCancelled } from "@/db/jobs/jobs";
import type { Transaction } from "@/db/transaction";

/**
 * Asks in the caller's transaction that a job be cancelled: a worker ends a waiting job within a second and stops a
 * running one within about two. The handler's `ended` updates the thing it worked for. False if it has already ended.
 */
export async function askJobCancel(trx: Transaction, jobId: string): Promise<boolean> {
  return markJobCancelled(trx, jobId);
}
