import "server-only";
import { type PurgeRule, purgeBatch } from "@/db/jobs/purge";
import type { JobHandler } from "./job-run";

const BATCH = 1000;

/** What has served its time and in what order it goes. */
const RULES: readonly PurgeRule[] = ["upkeep", "jobs", "operations", "outbox"];

/**
 * Removes jobs of the machine's own three hours after they were done, so that there are never many, every job 30 days after its end, and operations and events
 * after 30 days; at most 1,000 rows a transaction.
 * @unauthorized The machine tidies up after itself.
 */
export const purgeJobs: JobHandler = {
  run: async (_ctx, run) => {
    let removed = 0;
    for (const rule of RULES) {
      for (let batch = BATCH; batch === BATCH;) {
        run.signal.throwIfAborted();
        // not recorded: what has served its time; what it told is in the log
        batch = await run.transact((trx) => purgeBatch(trx, rule, BATCH));
        removed += batch;
        run.report(removed, null);
      }
    }
  },
};
