import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/** An export and whether cancelling its job was requested. */
export type ExportRow = Tables["pd_export"] & { cancel_asked_on: string | null };

export type NewExportRow = Pick<
  Tables["pd_export"],
  "name" | "owner_id" | "owner_name" | "format" | "search" | "columns_list" | "time_zone" | "schedule_id"
>;
export type ExportChange = Partial<
  Pick<Tables["pd_export"], "state" | "job_id" | "error_message" | "finished_on" | "expires_on" | "downloads">
>;

const OPEN = ["queued", "running"];

function exportsWithJob(db: Database | Transaction) {
  return db("pd_export as e").leftJoin("pd_job as j", "j.id", "e.job_id").select("e.*", "j.cancel_asked_on");
}

/** Answers the id of the new, queued export. */
export async function insertExport(trx: Transaction, row: NewExportRow): Promise<string> {
  const [id] = await trx("pd_export").insert({ ...row, state: "queued" });
  return String(id);
}

export async function findExportRow(db: Database | Transaction, id: string): Promise<ExportRow | null> {
  const row: ExportRow | undefined = await exportsWithJob(db).where("e.id", id).first();
  return row ?? null;
}

/** Locks the export until the transaction ends; null if there is none. */
export async function lockExport(trx: Transaction, id: string): Promise<Tables["pd_export"] | null> {
  return (await trx("pd_export").where({ id }).forUpdate().first()) ?? null;
}

export async function updateExport(trx: Transaction, id: string, change: ExportChange): Promise<void> {
  await trx("pd_export").where({ id }).update(change);
}

export async function countDownload(trx: Transaction, id: string): Promise<void> {
  await trx("pd_export").where({ id }).increment("downloads");
}

/**
 * A person's queued and running exports. Locks the person's row until the transaction ends, so that two requests at
 * once are counted one after the other.
 */
export async function countOpenExports(trx: Transaction, owner_id: number): Promise<number> {
  await trx("pd_person").where({ id: owner_id }).forUpdate().first("id");
  const row: { n: number | string } | undefined = await trx("pd_export")
    .where({ owner_id })
    .whereIn("state", OPEN)
    .first({ n: trx.raw("COUNT(*)") });
  return Number(row?.n ?? 0);
}

export interface ExportFilter {
  owner_id: number | null;
  is_scheduled: boolean;
}

/** Newest first after `after` (reversed if `backward`), at most `limit`. */
export async function listExportRows(
  db: Database,
  { owner_id, is_scheduled }: ExportFilter,
  page: { after: string | null; backward: boolean; limit: number },
): Promise<ExportRow[]> {
  const query = exportsWithJob(db)
    .orderBy("e.id", page.backward ? "asc" : "desc")
    .limit(page.limit);
  if (owner_id !== null) query.where("e.owner_id", owner_id);
  if (is_scheduled) query.whereNotNull("e.schedule_id");
  if (page.after !== null) query.where("e.id", page.backward ? ">" : "<", page.after);
  return query;
}

export async function countExports(
  db: Database,
  owner_id: number,
): Promise<{ all: number; mine: number; scheduled: number; open: number }> {
  const row: Record<string, number | string | null> | undefined = await db("pd_export").first({
    all: db.raw("COUNT(*)"),
    mine: db.raw("SUM(owner_id = ?)", [owner_id]),
    scheduled: db.raw("SUM(schedule_id IS NOT NULL)"),
    open: db.raw("SUM(state IN ('queued', 'running'))"),
  });
  const count = (name: string) => Number(row?.[name] ?? 0);
  return { all: count("all"), mine: count("mine"), scheduled: count("scheduled"), open: count("open") };
}

/**
 * Exports whose file must be deleted: ready ones past their time, and failed ones that ended before `failed_before`.
 */
export async function listExpiredExports(
  db: Database,
  { now, failed_before, limit }: { now: Date; failed_before: Date; limit: number },
): Promise<{ id: string }[]> {
  return db("pd_export")
    .select("id")
    .where((ready) => ready.where({ state: "ready" }).where("expires_on", "<=", now))
    .orWhere((failed) => failed.where({ state: "failed" }).where("finished_on", "<", failed_before))
    .orderBy("id")
    .limit(limit);
}

/** An export that does not exist is absent. */
export async function readExportStates(
  db: Database,
  ids: readonly string[],
): Promise<{ id: string; state: string; format: string }[]> {
  return db("pd_export").select("id", "state", "format").whereIn("id", [...ids]); // prettier-ignore
}
