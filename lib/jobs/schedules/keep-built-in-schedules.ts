import "server-only";
import type { Database } from "@/db/connection";
import { insertSchedule, lockBuiltInSchedule, readDatabaseTime, updateSchedule } from "@/db/jobs/schedules";
import { databaseFault } from "@/db/database-errors";
import { withTransaction } from "@/db/transaction";
import type { JobKind } from "@/lib/jobs/job";
import { nextRun } from "./next-run";

export interface BuiltInSchedule {
  key: string;
  name: string;
  kind: JobKind;
  /** Has a field for seconds in front if it runs more than once an hour. */
  cron: string;
}

/**
 * Writes the machine's own schedules that are missing, or that another version of PassDesk has paused or given another
 * time; safe to repeat and to run concurrently. Each version writes only its own: what it does not know is left to the
 * version that made it.
 */
export async function keepBuiltInSchedules(
  db: Database,
  schedules: readonly BuiltInSchedule[],
  zone: string,
): Promise<void> {
  for (const schedule of schedules) {
    try {
      // not recorded: the machine's own schedules, which come with the program
      await withTransaction(db, async (trx) => keep(trx, schedule, zone));
    } catch (error) {
      // Another worker that started at the same time wrote it first.
      if (databaseFault(error) !== "duplicate") throw error;
    }
  }
}

async function keep(
  trx: Parameters<typeof insertSchedule>[0],
  { key, name, kind, cron }: BuiltInSchedule,
  zone: string,
): Promise<void> {
  const row = await lockBuiltInSchedule(trx, key);
  const isSame = row?.name === name && row.kind === kind && row.cron === cron;
  if (isSame && row.is_enabled === 1 && row.next_on !== null) return;
  const next_on = nextRun(cron, zone, await readDatabaseTime(trx));
  const own = { name, kind, cron, next_on, is_enabled: 1, paused_reason: null };
  if (row) return updateSchedule(trx, row.id, own);
  const owner = { owner_id: null, owner_name: "PassDesk" };
  await insertSchedule(trx, { name, kind, cron, payload: {}, built_in_key: key, ...owner, next_on });
}
