import "server-only";
import { PURGE_RULES, purgeBatch } from "@/db/jobs/purge";
import { requireClock } from "@/lib/time/follow-clock";
import type { JobHandler } from "./job-run";

const BATCH = 1000;

/**
 * Deletes what has had its time, as `TABLE_ENDS` says for each table: at most 1,000 rows per transaction, so that no
 * lock is held for long.
 * @unauthorized The machine tidies up after itself.
 */
export const purgeJobs: JobHandler = {
  run: async (ctx, run) => {
    await requireClock(ctx.db);
    let removed = 0;
    for (const rule of PURGE_RULES) {
      for (let batch = -1; batch !== 0;) {
        run.signal.throwIfAborted();
        // not recorded: expired rows; what they reported is in the log
        batch = await run.transact((trx) => purgeBatch(trx, rule, BATCH));
        removed += batch;
        run.report(removed, null);
      }
    }
  },
};
