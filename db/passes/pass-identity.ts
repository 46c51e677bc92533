import "server-only";
import type { Database } from "@/db/connection";
import { findRiders, findTokenOwners, type FoundRider, recordDisagreeingRoutes } from "./pass-routes";
import { withTransaction } from "@/db/transaction";

/** The setting that holds the last id seen: `{ last_id }`. */
export const IDENTITY_WATERMARK = "pass_identity";

export interface IdRange {
  /** Exclusive. */
  after: number;
  /** Inclusive. */
  upTo: number;
}

/** The next portal rows after `after`, at most `limit`, as a range of ids; null if there are none. */
export async function nextRange(db: Database, after: number, limit: number): Promise<IdRange | null> {
  const rows = db("bytemark_pass")
    .select("id")
    .where("id", ">", after)
    .orderBy("id")
    .limit(limit)
    .as("batch");
  const [row]: { last: number | null }[] = await db.from(rows).max({ last: "id" });
  return row?.last === null || row?.last === undefined ? null : { after, upTo: row.last };
}

/**
 * Registers every pass in the range under its first row and marks other rows of the same pass as duplicates, in one
 * transaction. Repeating it changes nothing. Answers how many were registered and marked.
 */
export async function identifyRange(
  db: Database,
  range: IdRange,
): Promise<{ identified: number; flagged: number }> {
  // not recorded: the machine keeps derived columns true
  return withTransaction(db, async (trx) => {
    const [inserted] = await trx.raw(
      `INSERT IGNORE INTO pd_pass_identity (provider, pass_uuid, pass_id)
       SELECT provider, pass_uuid, MIN(id) FROM bytemark_pass
       WHERE id > ? AND id <= ? AND pass_uuid IS NOT NULL AND duplicate_of IS NULL
       GROUP BY provider, pass_uuid`,
      [range.after, range.upTo],
    );
    const [flagged] = await trx.raw(
      `UPDATE bytemark_pass p JOIN pd_pass_identity i ON i.provider = p.provider AND i.pass_uuid = p.pass_uuid
       SET p.duplicate_of = i.pass_id, p.modified_on = p.modified_on
       WHERE p.id > ? AND p.id <= ? AND p.duplicate_of IS NULL AND i.pass_id <> p.id`,
      [range.after, range.upTo],
    );
    return { identified: inserted.affectedRows, flagged: flagged.affectedRows };
  });
}

/* The stronger way from a pass to its rider. Two different riders count as none. */
const BY_ORDER_ITEMS = `
  SELECT p.id, MIN(o.user_id) AS user_id FROM bytemark_pass p
  JOIN bytemark_order_items oi ON oi.pass_uuid = p.pass_uuid
  JOIN bytemark_orders o ON o.id = oi.order_id
  WHERE p.id IN (:ids) GROUP BY p.id HAVING COUNT(DISTINCT o.user_id) = 1`;
/**
 * Links the newest `limit` passes without a rider that nobody has decided about, by order items first and then by
 * token. Where the two lead to different riders, both routes are kept. Repeating it changes nothing. Answers how many
 * were linked.
 */
export async function linkRiders(db: Database, limit: number): Promise<number> {
  let linked = 0;
  for (const resolved_by of ["order_items", "token"] as const) {
    const open: { id: number }[] = await db("bytemark_pass")
      .select("id")
      .whereNull("user_id")
      .whereNull("resolved_by")
      .orderBy("id", "desc")
      .limit(limit);
    if (open.length === 0) return linked;
    const ids = open.map((row) => row.id);
    const found = await (resolved_by === "token" ? findTokenOwners(db, ids) : findByOrders(db, ids));
    for (const { id, user_id } of found) {
      linked += await db("bytemark_pass")
        .where({ id })
        .whereNull("user_id")
        .whereNull("resolved_by")
        .update({ user_id, resolved_by, modified_on: db.ref("modified_on") });
    }
  }
  return linked;
}

async function findByOrders(db: Database, ids: readonly number[]): Promise<FoundRider[]> {
  // Before linking, so that after a stop in between the pass is looked at again.
  await recordDisagreeingRoutes(db, { sql: BY_ORDER_ITEMS, ids });
  return findRiders(db, BY_ORDER_ITEMS, ids);
}

/** `identifyRange` for a whole freshly loaded table, in key order, which is fast at any size. */
export async function fillIdentity(db: Database): Promise<void> {
  const bounds = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, "0"));
  for (const [i, from] of bounds.entries()) {
    const below = bounds[i + 1] ?? "g";
    await db.raw(
      `INSERT IGNORE INTO pd_pass_identity (provider, pass_uuid, pass_id)
       SELECT provider, pass_uuid, MIN(id) FROM bytemark_pass FORCE INDEX (ix_pd_pass_uuid)
       WHERE pass_uuid >= ? AND pass_uuid < ? GROUP BY pass_uuid, provider`,
      [from, below],
    );
  }
}
