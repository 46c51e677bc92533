import "server-only";
import { type PurgeRule, purgeBatch } from "@/db/jobs/purge";
import type { JobHandler } from "./job-run";

const BATCH = 1000;

/** What is purged, in this order. */
const RULES: readonly PurgeRule[] = ["upkeep", "jobs", "operations", "outbox"];

/**
 * Removes the machine's own jobs three hours after they are done, every job 30 days after its end, and operations and
 * events after 30 days. Deletes at most 1,000 rows per transaction.
 * @unauthorized The machine tidies up after itself.
 */
export const purgeJobs: JobHandler = {
  run: async (_ctx, run) => {
    let removed = 0;
    for (const rule of RULES) {
      for (let batch = BATCH; batch === BATCH;) {
        run.signal.throwIfAborted();
        // not recorded: expired rows; what they reported is in the log
        batch = await run.transact((trx) => purgeBatch(trx, rule, BATCH));
        removed += batch;
        run.report(removed, null);
      }
    }
  },
};
