import "server-only";
import type { AuditLink, AuditSeal } from "./audit-chain";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";

/* What sealing reads and writes. */

/** An entry that was written longer ago is never linked without a person. */
const NEW_ENOUGH = "created_on >= NOW(3) - INTERVAL 1 HOUR";

/** The last link, or null before the first. `seq` is the key, so no number exists twice. */
export async function findLastLink(db: Database | Transaction): Promise<AuditLink | null> {
  const row: AuditLink | undefined = await db("pd_audit_link")
    .select("seq", "audit_id", "hash")
    .orderBy("seq", "desc")
    .first();
  return row ?? null;
}

/** The highest id that has a link; 0 if none has. */
export async function lastSealedId(db: Database | Transaction): Promise<number> {
  const row: { id: string } | undefined = await db("pd_audit_link")
    .select({ id: "audit_id" })
    .orderBy("audit_id", "desc")
    .first();
  return Number(row?.id ?? 0);
}

/** Ids above `id` of entries, lowest first; with `isAnyAge` also those over an hour old. */
export async function listIdsAbove(
  db: Database | Transaction,
  id: number,
  { limit, isAnyAge }: { limit: number; isAnyAge: boolean },
): Promise<string[]> {
  const query = db("pd_audit").where("id", ">", id).orderBy("id").limit(limit);
  if (!isAnyAge) query.whereRaw(NEW_ENOUGH);
  return query.pluck("id");
}

/** Ids of entries without a link where `above` < id <= `to`, lowest first; with `isAnyAge` also those over an hour old. */
export async function listUnsealed(
  db: Database | Transaction,
  range: { above: number; to: number | bigint; limit: number; isAnyAge?: boolean },
): Promise<string[]> {
  const [rows] = await db.raw(
    `SELECT a.id FROM pd_audit a LEFT JOIN pd_audit_link l ON l.audit_id = a.id
     WHERE a.id > ? AND a.id <= ? AND l.seq IS NULL AND (? OR a.${NEW_ENOUGH}) ORDER BY a.id LIMIT ?`,
    [range.above, String(range.to), range.isAnyAge ?? false, range.limit],
  );
  return (rows as { id: string }[]).map(({ id }) => id);
}

/** The first number that is missing among the links above `above` and up to `to`; null if none is. */
export async function findGap(db: Database | Transaction, above: number, to: number): Promise<string | null> {
  const [found] = await db("pd_audit_link")
    .where("seq", ">", above)
    .andWhere("seq", "<=", to)
    .count({ n: "*" });
  if (Number(found?.n ?? 0) >= to - above) return null;
  const [rows] = await db.raw(
    `SELECT l.seq - 1 AS missing FROM pd_audit_link l LEFT JOIN pd_audit_link before_it ON before_it.seq = l.seq - 1
     WHERE l.seq > ? AND l.seq <= ? AND l.seq > 1 AND before_it.seq IS NULL ORDER BY l.seq LIMIT 1`,
    [above, to],
  );
  return String(rows[0]?.missing ?? to);
}

/** The newest id that is over an hour old; 0 if there is none. */
export async function lastIdBeforeThisHour(db: Database | Transaction): Promise<number> {
  const row: { id: string } | undefined = await db("pd_audit")
    .select("id")
    .whereRaw("created_on < NOW(3) - INTERVAL 1 HOUR")
    .orderBy("created_on", "desc")
    .orderBy("id", "desc")
    .first();
  return Number(row?.id ?? 0);
}

/** Adds links and the seal over the last of them. A `seq` that exists is refused as a duplicate. */
export async function insertLinks(
  trx: Transaction,
  links: readonly AuditLink[],
  seal: AuditSeal,
): Promise<void> {
  await trx("pd_audit_link").insert([...links]);
  await trx("pd_audit_seal").insert(seal);
}

/** Whether there is anything of a log: entries, links or seals. */
export async function hasLog(db: Database | Transaction): Promise<boolean> {
  const [rows] = await db.raw(
    `SELECT EXISTS (SELECT 1 FROM pd_audit) OR EXISTS (SELECT 1 FROM pd_audit_link)
       OR EXISTS (SELECT 1 FROM pd_audit_seal) AS is_there`,
  );
  return Number(rows[0]?.is_there) === 1;
}

/** The database's time, as it stores times. */
export async function readNow(db: Database | Transaction): Promise<string> {
  const [rows] = await db.raw("SELECT NOW(3) AS now");
  return String(rows[0]?.now);
}
