import "server-only";
import type { Database } from "@/db/connection";
import { limitStatement } from "@/db/query/limit-statement";

/*
 * What a file should have at least: rows that were frozen can only become fewer. A count is one row, so a server that
 * cuts long answers short still counts right.
 */

/** How many of these passes there are, in list and archive. */
export async function countFrozenIds(db: Database, ids: Uint32Array, limit_ms: number): Promise<number> {
  if (ids.length === 0) return 0;
  // Our own integers: as text they cost the server less than as bindings.
  const among = `WHERE p.id IN (${ids.join()})`;
  return count(db, `(SELECT COUNT(*) FROM pd_pass p ${among})`, `(SELECT COUNT(*) FROM pd_pass_archive p ${among})`, limit_ms); // prettier-ignore
}

/** How many passes there are up to this id, in the list and among those archived from a stored time on. */
export async function countFrozenList(
  db: Database,
  { last_id, archived_since }: { last_id: number; archived_since: string },
  limit_ms: number,
): Promise<number> {
  const upTo = `p.id <= ${Math.trunc(last_id)}`;
  const archived = "pd_pass_archive__ix_pd_archived_on p WHERE p.archived_on >= ?";
  return count(db, `(SELECT COUNT(*) FROM pd_pass p WHERE ${upTo})`, `(SELECT COUNT(*) FROM ${archived} AND ${upTo})`, limit_ms, [archived_since]); // prettier-ignore
}

/* One statement, so a pass moving between the two is counted once. */
async function count(
  db: Database,
  inList: string,
  inArchive: string,
  limit_ms: number,
  bindings: readonly string[] = [],
): Promise<number> {
  const sql = await limitStatement(db, `SELECT ${inList} + ${inArchive} AS n`, limit_ms);
  const [rows] = (await db.raw(sql, [...bindings])) as [{ n: string | number }[], unknown];
  return Number(rows[0]?.n ?? 0);
}
