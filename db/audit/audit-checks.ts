import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type AuditCheckRow = Tables["pd_audit_check"];

export async function insertAuditCheck(
  trx: Database | Transaction,
  row: Omit<AuditCheckRow, "id">,
): Promise<string> {
  const [id] = await trx("pd_audit_check").insert(row);
  return String(id);
}

/** The check with this id, or else the newest; null if there is none. */
export async function findCheck(
  db: Database | Transaction,
  id: string | null,
): Promise<AuditCheckRow | null> {
  const query = db("pd_audit_check").orderBy("id", "desc");
  if (id !== null) query.where({ id });
  const row: AuditCheckRow | undefined = await query.first();
  return row ?? null;
}

/** Checks above an id, oldest first. */
export async function listChecksAbove(
  db: Database | Transaction,
  id: string,
  limit: number,
): Promise<AuditCheckRow[]> {
  return db("pd_audit_check").where("id", ">", id).orderBy("id").limit(limit);
}

/** The highest id of a check; "0" before the first. */
export async function lastCheckId(db: Database | Transaction): Promise<string> {
  return (await findCheck(db, null))?.id ?? "0";
}

export interface SealedUpTo {
  seq: string;
  hash: string;
  sealed_on: string;
}

/** The newest seal, or null before the first. */
export async function findLastSeal(db: Database | Transaction): Promise<SealedUpTo | null> {
  const row: SealedUpTo | undefined = await db("pd_audit_seal")
    .select({ seq: "last_seq", hash: "hash", sealed_on: "sealed_on" })
    .orderBy("last_seq", "desc")
    .first();
  return row ?? null;
}

/** Entries newer than the last sealed one, counted up to `most`. */
export async function countWaiting(db: Database, most: number): Promise<number> {
  const [rows] = await db.raw(
    `SELECT COUNT(*) AS n FROM (SELECT id FROM pd_audit
       WHERE id > COALESCE((SELECT MAX(audit_id) FROM pd_audit_link), 0) LIMIT ?) AS waiting`,
    [most],
  );
  return Number(rows[0]?.n ?? 0);
}

export interface RunningCheck {
  id: string;
  state: string;
  rows_done: string | null;
  rows_total: string | null;
}

/** The check that is queued or running, or null. */
export async function findRunningCheck(db: Database): Promise<RunningCheck | null> {
  const row: RunningCheck | undefined = await db("pd_job")
    .select("id", "state", "rows_done", "rows_total")
    .where({ kind: "audit.verify" })
    .whereIn("state", ["queued", "running"])
    .first();
  return row ?? null;
}
