import "server-only";
import type { Database } from "@/db/connection";
import {
  listRunningSchedules,
  lockSchedule,
  readDatabaseTime,
  readTime,
  updateSchedule,
} from "@/db/jobs/schedules";
import { withTransaction } from "@/db/transaction";
import { nextRun } from "./next-run";

type Timed = { cron: string; next_on: string | null };

/**
 * Brings schedules that are due later than their second next run back to their next one: a clock was ahead, or another
 * version of PassDesk meant another time. A run that was taken early, before its time, is not taken twice. Answers how
 * many it brought back; throws whatever the database throws.
 */
export async function mendLateSchedules(db: Database, zone: string): Promise<number> {
  const now = await readDatabaseTime(db);
  let mended = 0;
  for (const { id, ...timed } of await listRunningSchedules(db)) {
    if (soonerRun(timed, zone, now) === null) continue;
    // not recorded: the schedule is as a person made it; only its next run is worked out anew
    mended += await withTransaction(db, async (trx) => {
      const row = await lockSchedule(trx, id);
      const next_on = row?.is_enabled === 1 ? soonerRun(row, zone, now) : null;
      if (next_on !== null) await updateSchedule(trx, id, { next_on });
      return next_on === null ? 0 : 1;
    });
  }
  return mended;
}

/* Its next run if it is due after the one that follows; null if it is right, or for a line that cannot be read. */
function soonerRun({ cron, next_on }: Timed, zone: string, now: Date): Date | null {
  try {
    const next = nextRun(cron, zone, now);
    const second = next === null ? null : nextRun(cron, zone, next);
    if (next_on === null || second === null) return null;
    return readTime(next_on) > second ? next : null;
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}
