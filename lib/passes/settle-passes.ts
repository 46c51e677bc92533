import "server-only";
import { settleBatch } from "@/db/passes/settle";
import { withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import type { JobRun } from "@/lib/jobs/job-run";

const BATCH = 1000;

/**
 * Settles every pass whose expiration has passed by the database's clock, in batches of 1,000 with a transaction each,
 * and answers how many. Changes no fact of a pass and not its `modified_on`. Two calls may run at once. Stops between
 * batches when `ctx.signal` aborts. A job gives its run's `transact`. Throws whatever the database throws; finished batches stay.
 * @unauthorized The machine keeps a derived column true; no fact changes.
 */
export async function settlePasses(
  ctx: Context,
  transact: JobRun["transact"] = (story) => withTransaction(ctx.db, story),
): Promise<number> {
  let settled = 0;
  while (!ctx.signal.aborted) {
    // not recorded: the machine keeps a derived column true
    const batch = await transact((trx) => settleBatch(trx, BATCH));
    settled += batch;
    if (batch === 0) break;
  }
  return settled;
}
