import "server-only";
import { markJobCancelled } from "@/db/jobs/jobs";
import type { Transaction } from "@/db/transaction";

/**
 * Asks in the caller's transaction that a job be cancelled: one that waits is ended by a worker within a second, one that
 * runs is told to stop within about two; the handler's `ended` says what becomes of its thing. False when it has ended.
 */
export async function askJobCancel(trx: Transaction, jobId: string): Promise<boolean> {
  return markJobCancelled(trx, jobId);
}
