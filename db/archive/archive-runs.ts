import "server-only";
import type { Database } from "@/db/connection";
import { jsonValue } from "@/db/json-value";
import type { Keyset } from "@/db/query/conditions";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/** A run with its JSON parsed and the progress its job has reported. */
export type ArchiveRunRow = Omit<Tables["pd_archive_run"], "resume_point"> & { resume_point: Keyset | null };

export type NewArchiveRun = Pick<
  Tables["pd_archive_run"],
  "direction" | "actor_id" | "actor_name" | "ask" | "schedule_id"
>;

type StoredRun = Tables["pd_archive_run"];

const read = (row: StoredRun): ArchiveRunRow => ({
  ...row,
  ask: jsonValue(row.ask),
  resume_point: jsonValue(row.resume_point) as Keyset | null,
});

/** Answers the id of the new, queued run. */
export async function insertArchiveRun(trx: Transaction, run: NewArchiveRun): Promise<string> {
  const [id] = await trx("pd_archive_run").insert({ ...run, ask: JSON.stringify(run.ask), state: "queued" });
  return String(id);
}

export async function setArchiveJob(trx: Transaction, id: string, job_id: string): Promise<void> {
  await trx("pd_archive_run").where({ id }).update({ job_id });
}

export async function findArchiveRun(db: Database | Transaction, id: string): Promise<ArchiveRunRow | null> {
  const row: StoredRun | undefined = await db("pd_archive_run").where({ id }).first();
  return row ? read(row) : null;
}

/** Locks the run until the transaction ends; null if there is none. */
export async function lockArchiveRun(trx: Transaction, id: string): Promise<ArchiveRunRow | null> {
  const row: StoredRun | undefined = await trx("pd_archive_run").where({ id }).forUpdate().first();
  return row ? read(row) : null;
}

/** Newest first; only runs before `before` if it is given. */
export async function listArchiveRuns(
  db: Database,
  { before, limit }: { before: string | null; limit: number },
): Promise<ArchiveRunRow[]> {
  const runs = db("pd_archive_run").orderBy("id", "desc").limit(limit);
  const rows: StoredRun[] = await (before === null ? runs : runs.where("id", "<", before));
  return rows.map(read);
}

/** Whether a run that archives passes (not one that restores) is queued or running. */
export async function hasOpenArchiveRun(db: Database | Transaction): Promise<boolean> {
  const row = await db("pd_archive_run")
    .first("id")
    .whereIn("state", ["queued", "running", "cancelling"])
    .where({ direction: "archive" });
  return row !== undefined;
}

/** Starts or resumes a run; the first start time is kept. */
export async function markArchiveRunning(trx: Transaction, id: string): Promise<void> {
  await trx("pd_archive_run")
    .where({ id })
    .update({
      state: trx.raw("IF(state = 'cancelling', state, 'running')"),
      started_on: trx.raw("COALESCE(started_on, NOW(3))"),
      finished_on: null,
      error_message: null,
    });
}

export async function setArchiveTotal(trx: Transaction, id: string, rows_total: number): Promise<void> {
  await trx("pd_archive_run").where({ id }).update({ rows_total });
}

/** Adds one batch to the totals and keeps where the next one starts. */
export async function advanceArchiveRun(
  trx: Transaction,
  id: string,
  batch: { moved: number; kept: number; resume_point: Keyset },
): Promise<void> {
  await trx("pd_archive_run")
    .where({ id })
    .update({
      rows_done: trx.raw("rows_done + ?", [batch.moved]),
      rows_kept: trx.raw("rows_kept + ?", [batch.kept]),
      resume_point: JSON.stringify(batch.resume_point),
    });
}

/** Starts the run's list over: what is still there is looked at again, and what was counted as left is counted anew. */
export async function restartArchiveRun(trx: Transaction, id: string): Promise<void> {
  await trx("pd_archive_run").where({ id }).update({ rows_kept: 0, resume_point: null });
}

export async function setArchiveState(trx: Transaction, id: string, state: "cancelling"): Promise<void> {
  await trx("pd_archive_run").where({ id }).update({ state });
}

export async function endArchiveRun(
  trx: Transaction,
  id: string,
  end: { state: "done" | "failed" | "cancelled"; error_message: string | null },
): Promise<void> {
  await trx("pd_archive_run")
    .where({ id })
    .update({ ...end, finished_on: trx.raw("NOW(3)") });
}
