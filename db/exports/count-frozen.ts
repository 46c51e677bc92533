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
  // One statement, so a pass moving between the two is counted once.
  const select = `SELECT (SELECT COUNT(*) FROM pd_pass p ${among}) + (SELECT COUNT(*) FROM pd_pass_archive p ${among}) AS n`;
  const [rows] = (await db.raw(await limitStatement(db, select, limit_ms))) as [
    { n: string | number }[],
    unknown,
  ];
  return Number(rows[0]?.n ?? 0);
}
