import "server-only";
import type { Database } from "@/db/connection";
import { findRiders, findTokenOwners, type FoundRider, recordDisagreeingRoutes } from "./pass-routes";
import { withTransaction } from "@/db/transaction";

/** The setting that holds the last id seen: `{ last_id }`. */
export const IDENTITY_WATERMARK = "pass_identity";

export interface IdRange {
  /** The first id is above this one. */
  after: number;
  /** The last id. */
  upTo: number;
}

/** The next at most `limit` portal rows behind `after`, as a range of ids; null when there are none. */
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
 * Gives every pass of the range an identity (the first row that holds it) and flags the other rows of the same pass.
 * One transaction; repeating it changes nothing. Answers the numbers of new identities and of rows flagged.
 */
export async function identifyRange(
  db: Database,
  range: IdRange,
): Promise<{ identified: number; flagged: number }> {
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

/* The stronger route from a pass to its rider. Two riders for one pass are no answer. */
const BY_ORDER_ITEMS = `
  SELECT p.id, MIN(o.user_id) AS user_id FROM bytemark_pass p
  JOIN bytemark_order_items oi ON oi.pass_uuid = p.pass_uuid
  JOIN bytemark_orders o ON o.id = oi.order_id
  WHERE p.id IN (:ids) GROUP BY p.id HAVING COUNT(DISTINCT o.user_id) = 1`;
/**
 * Looks for the riders of the newest `limit` passes that have none and that nobody has decided about, by order items,
 * then by token, and writes those it finds. Where an order and a token lead to different riders, both routes are kept.
 * Repeating it changes nothing. Answers the number linked.
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
  // Before the link, so that a stop in between leaves the pass to the next time.
  await recordDisagreeingRoutes(db, { sql: BY_ORDER_ITEMS, ids });
  return findRiders(db, BY_ORDER_ITEMS, ids);
}

/** The same as `identifyRange` for a whole freshly loaded table, in the order of the key, so that it is quick at any size. */
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
