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

/** Writes the machine's own schedules that are missing or have another time; safe to repeat and to run concurrently. */
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
  if (row?.name === name && row.cron === cron) return;
  const next_on = nextRun(cron, zone, await readDatabaseTime(trx));
  if (row) return updateSchedule(trx, row.id, { name, cron, next_on });
  const owner = { owner_id: null, owner_name: "PassDesk" };
  await insertSchedule(trx, { name, kind, cron, payload: {}, built_in_key: key, ...owner, next_on });
}
