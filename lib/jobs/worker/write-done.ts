import "server-only";
import { endJob, type JobRow } from "@/db/jobs/jobs";
import type { Transaction } from "@/db/transaction";
import { publishEvent } from "@/lib/events/publish-event";

export interface Progress {
  rows_done: number;
  rows_total: number | null;
}

/** Ends a held job as done. From the commit of the transaction on, a cancel comes too late and is told so. */
export async function writeDone(trx: Transaction, job: JobRow, progress: Progress | null): Promise<void> {
  await endJob(trx, job.id, { state: "done", error_code: null, error_message: null, progress });
  // The machine's own work is news only when it fails.
  if (job.actor_id === null) return;
  const subject = { type: "job", id: job.id } as const;
  await publishEvent(trx, { event: "job.state", subject, data: { state: "done" } });
}
