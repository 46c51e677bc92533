import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type JobRow = Tables["pd_job"];

export type NewJobRow = Pick<
  JobRow,
  "kind" | "lane" | "most_attempts" | "payload" | "subject_type" | "subject_id" | "actor_id" | "actor_name" | "unique_key"
> & { run_after: Date | null }; // prettier-ignore

/** Answers the new id; null if its `unique_key` is taken. A job that ends releases its key. */
export async function insertJob(trx: Transaction, row: NewJobRow): Promise<string | null> {
  const { run_after, ...columns } = row;
  const values = { ...columns, payload: JSON.stringify(row.payload), ...(run_after ? { run_after } : {}) };
  try {
    const [id] = await trx("pd_job").insert(values);
    return String(id);
  } catch (error) {
    if (row.unique_key !== null && databaseFault(error) === "duplicate") return null;
    throw error;
  }
}

export async function findJob(db: Database | Transaction, id: string): Promise<JobRow | null> {
  return (await db("pd_job").where({ id }).first()) ?? null;
}

const FREE = { owner: null, lease_until: null };

export interface EndedJob {
  state: "done" | "dead" | "cancelled";
  error_code: string | null;
  error_message: string | null;
  progress: { rows_done: number; rows_total: number | null } | null;
}

/** Ends a locked job and releases its key; a dead job remembers its key for a retry. */
export async function endJob(trx: Transaction, id: string, end: EndedJob): Promise<void> {
  const { progress, ...columns } = end;
  const remembered = trx.raw("CONCAT('#', id, ':', unique_key)");
  await trx("pd_job")
    .where({ id })
    .update({
      ...FREE,
      ...columns,
      ...progress,
      unique_key: end.state === "dead" ? remembered : null,
      finished_on: trx.raw("NOW(3)"),
    });
}

/** Queues a locked job for another attempt in `delay_s`, with `attempts` used so far. */
export async function requeueJob(
  trx: Transaction,
  id: string,
  again: {
    delay_s: number;
    attempts: number;
    error: { code: string; message: string } | null;
    progress: { rows_done: number; rows_total: number | null } | null;
  },
): Promise<void> {
  await trx("pd_job")
    .where({ id })
    .update({
      ...FREE,
      ...again.progress,
      state: "queued",
      run_after: trx.raw("NOW(3) + INTERVAL ? SECOND", [again.delay_s]),
      attempts: again.attempts,
      ...(again.error ? { error_code: again.error.code, error_message: again.error.message } : {}),
    });
}

/** Deletes older dead jobs of this kind: the newest says enough. */
export async function removeOlderDeadJobs(trx: Transaction, { id, kind }: JobRow): Promise<void> {
  await trx("pd_job").where({ kind, state: "dead", actor_id: null }).where("id", "<", id).delete();
}

/**
 * Requests cancelling: a waiting job is ended at once by a worker, a running one is told within about two seconds.
 * False if it is neither.
 */
export async function markJobCancelled(trx: Transaction, id: string): Promise<boolean> {
  const marked = await trx("pd_job")
    .where({ id })
    .whereIn("state", ["queued", "running"])
    .update({
      cancel_asked_on: trx.raw("COALESCE(cancel_asked_on, NOW(3))"),
      run_after: trx.raw("IF(state = 'queued', LEAST(run_after, NOW(3)), run_after)"),
    });
  return marked > 0;
}
