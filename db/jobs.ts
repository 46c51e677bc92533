import "server-only";
import { databaseFault } from "./errors";
import type { Tables } from "./tables";
import type { Transaction } from "./transaction";

export type JobRow = Tables["pd_job"];

export type NewJobRow = Pick<
  JobRow,
  "kind" | "lane" | "most_attempts" | "payload" | "subject_type" | "subject_id" | "actor_id" | "actor_name" | "unique_key"
> & { run_after: Date | null }; // prettier-ignore

/** Appends one job and answers its id; null when its `unique_key` is taken. A job that ends gives its key back. */
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
