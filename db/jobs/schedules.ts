import "server-only";
import type { Database } from "@/db/connection";
import type { JobRow } from "./jobs";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type ScheduleRow = Tables["pd_schedule"];

/** A schedule with the outcome of its last job. */
export type ListedScheduleRow = ScheduleRow & {
  job_state: JobRow["state"] | null;
  job_error: JobRow["error_message"];
  job_kind: JobRow["kind"] | null;
};

const DUE = "is_enabled = 1 AND next_on <= NOW(3)";

/** Whether one of these kinds is due by the database's clock; takes no lock. */
export async function hasDueSchedule(db: Database, kinds: readonly string[]): Promise<boolean> {
  return (await db("pd_schedule").whereRaw(DUE).whereIn("kind", kinds).first("id")) !== undefined;
}

/**
 * Locks the schedule of these kinds that has been due longest and answers it with the time now; null if none is due or
 * others have it.
 */
export async function lockDueSchedule(
  trx: Transaction,
  kinds: readonly string[],
): Promise<{ row: ScheduleRow; now: Date } | null> {
  const row: (ScheduleRow & { now: string }) | undefined = await trx("pd_schedule")
    .whereRaw(DUE)
    .whereIn("kind", kinds)
    .orderBy("next_on")
    .orderBy("id")
    .forUpdate()
    .skipLocked()
    .first("*", trx.raw("NOW(3) AS now"));
  if (!row) return null;
  const { now, ...schedule } = row;
  return { row: schedule, now: readTime(now) };
}

/** A DATETIME of ours as an instant. */
export function readTime(utc: string): Date {
  return new Date(`${utc.replace(" ", "T")}Z`);
}

export async function readDatabaseTime(db: Database | Transaction): Promise<Date> {
  const [rows] = await db.raw("SELECT NOW(3) AS now");
  return readTime(String(rows[0].now));
}

export type NewScheduleRow = Pick<
  ScheduleRow,
  "name" | "kind" | "cron" | "payload" | "built_in_key" | "owner_id" | "owner_name"
> & { next_on: Date | null };

export async function insertSchedule(trx: Transaction, row: NewScheduleRow): Promise<string> {
  const [id] = await trx("pd_schedule").insert({ ...row, payload: JSON.stringify(row.payload) });
  return String(id);
}

export type ScheduleChange = Partial<
  Pick<ScheduleRow, "name" | "kind" | "cron" | "payload" | "is_enabled" | "paused_reason" | "last_job_id">
> & { next_on?: Date | null; last_on?: Date };

export async function updateSchedule(trx: Transaction, id: string, change: ScheduleChange): Promise<void> {
  const payload = change.payload === undefined ? {} : { payload: JSON.stringify(change.payload) };
  await trx("pd_schedule")
    .where({ id })
    .update({ ...change, ...payload });
}

export async function deleteSchedule(trx: Transaction, id: string): Promise<void> {
  await trx("pd_schedule").where({ id }).delete();
}

export async function lockSchedule(trx: Transaction, id: string): Promise<ScheduleRow | null> {
  return (await trx("pd_schedule").where({ id }).forUpdate().first()) ?? null;
}

export async function lockBuiltInSchedule(trx: Transaction, key: string): Promise<ScheduleRow | null> {
  return (await trx("pd_schedule").where({ built_in_key: key }).forUpdate().first()) ?? null;
}

/** Every schedule that is not paused. */
export async function listRunningSchedules(
  db: Database,
): Promise<Pick<ScheduleRow, "id" | "cron" | "next_on">[]> {
  return db("pd_schedule").select("id", "cron", "next_on").where({ is_enabled: 1 });
}

export async function countSchedules(trx: Transaction): Promise<number> {
  const row: { n?: string | number } | undefined = await trx("pd_schedule")
    .whereNull("built_in_key")
    .count({ n: "*" })
    .first();
  return Number(row?.n ?? 0);
}

/** By name, built-in ones last, at most `limit`. */
export async function listScheduleRows(
  db: Database | Transaction,
  filter: { kinds?: readonly string[]; id?: string; has_built_in: boolean },
  limit: number,
): Promise<ListedScheduleRow[]> {
  const query = db("pd_schedule AS s")
    .leftJoin("pd_job AS j", "j.id", "s.last_job_id")
    .select<ListedScheduleRow[]>(
      "s.*",
      "j.state AS job_state",
      "j.error_message AS job_error",
      "j.kind AS job_kind",
    )
    .orderByRaw("s.built_in_key IS NOT NULL, s.name, s.id")
    .limit(limit);
  if (filter.kinds) query.whereIn("s.kind", filter.kinds);
  if (filter.id !== undefined) query.where("s.id", filter.id);
  if (!filter.has_built_in) query.whereNull("s.built_in_key");
  return query;
}
