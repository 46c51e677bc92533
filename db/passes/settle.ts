import "server-only";
import type { Transaction } from "@/db/transaction";

/**
 * Marks at most `limit` passes as settled whose expiration has passed by the database's clock, and answers how many.
 * Rows locked by others are left for the next run. `modified_on` is kept: no fact changed. A later change of
 * `expiration` removes the mark by itself.
 */
export async function settleBatch(trx: Transaction, limit: number): Promise<number> {
  const [due] = (await trx.raw(
    `SELECT id FROM pd_pass
     WHERE settled_status IN ('USABLE', 'USING', 'USES_GONE') AND expiration <= NOW(3)
     LIMIT ? FOR UPDATE SKIP LOCKED`,
    [limit],
  )) as [{ id: number }[]];
  if (due.length === 0) return 0;
  return trx("pd_pass")
    .whereIn(
      "id",
      due.map((row) => row.id),
    )
    .update({ settled_expiration: trx.ref("expiration"), raw_modified_on: trx.ref("raw_modified_on") });
}
