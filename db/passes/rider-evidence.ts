import "server-only";
import type { Database } from "@/db/connection";
import { inParts } from "@/db/query/in-parts";

/*
 * Columns of the portal may be of any charset and collation, each of another. So nothing is joined on text: ids are
 * looked up as literals, which the server converts to the column's charset, and whoever asks compares the answers
 * exactly. Tokens have no index and never leave the database: they are read in key order as a hash of their bytes.
 */

const hashOf = (column: string) => `LEFT(SHA2(CONVERT(${column} USING utf8mb4), 256), 32)`;

/** A pass without a rider that nobody has decided about. */
export interface UnlinkedPass {
  id: number;
  pass_uuid: string | null;
  /** Null if the row holds no token. */
  token_hash: string | null;
}

const UNLINKED = "FROM bytemark_pass FORCE INDEX (ix_pd_user) WHERE user_id IS NULL AND resolved_by IS NULL";
const UNLINKED_PASS = `SELECT id, pass_uuid, IF(oauth_token = '', NULL, ${hashOf("oauth_token")}) AS token_hash ${UNLINKED}`;

/** The newest unlinked passes whose id is lower than `below`. */
export async function listUnlinkedBelow(db: Database, below: number, limit: number): Promise<UnlinkedPass[]> {
  const [rows] = (await db.raw(`${UNLINKED_PASS} AND id < ? ORDER BY id DESC LIMIT ?`, [below, limit])) as [
    UnlinkedPass[],
  ];
  return rows;
}

/** The oldest unlinked passes whose id is higher than `above`. */
export async function listUnlinkedAbove(db: Database, above: number, limit: number): Promise<UnlinkedPass[]> {
  const [rows] = (await db.raw(`${UNLINKED_PASS} AND id > ? ORDER BY id LIMIT ?`, [above, limit])) as [
    UnlinkedPass[],
  ];
  return rows;
}

/** Counts at most `limit` passes without a rider below an id, and answers the lowest one counted. */
export async function countUnlinkedBelow(
  db: Database,
  below: number,
  limit: number,
): Promise<{ count: number; lowest: number | null }> {
  const [[row]] = (await db.raw(
    `SELECT COUNT(*) AS count, MIN(id) AS lowest FROM
      (SELECT id FROM bytemark_pass FORCE INDEX (ix_pd_user) WHERE user_id IS NULL AND id < ? ORDER BY id DESC LIMIT ?) u`,
    [below, limit],
  )) as [{ count: string | number; lowest: number | null }[]];
  return { count: Number(row?.count ?? 0), lowest: row?.lowest ?? null };
}

export interface OrderRider {
  pass_uuid: string;
  user_id: number;
}

/** The riders of the orders that list these passes. The ids are compared as the portal's collation does. */
export async function listOrderRiders(db: Database, passUuids: readonly string[]): Promise<OrderRider[]> {
  return inParts(passUuids, async (part) => {
    const [rows] = (await db.raw(
      `SELECT oi.pass_uuid, o.user_id FROM bytemark_order_items oi FORCE INDEX (ix_pd_item_pass)
       JOIN bytemark_orders o ON o.id = oi.order_id WHERE oi.pass_uuid IN (?) AND o.user_id > 0`,
      [part],
    )) as [OrderRider[]];
    return rows;
  });
}

/** Who holds or held a token. `current`: the token of a rider's account; the others keep the one used at the time. */
export type TokenSource = "current" | "order" | "order_item";

export interface TokenHolder {
  /** The row read; the next call goes on after it. */
  id: number;
  user_id: number | null;
  /** Null for no token. */
  token_hash: string | null;
}

const NEXT = "WHERE t.id > ? ORDER BY t.id LIMIT ?";
const HOLDERS: Record<TokenSource, string> = {
  current: `SELECT t.id, t.user_id, ${hashOf("t.token")} AS token_hash FROM bytemark_tokens t ${NEXT}`,
  order: `SELECT t.id, t.user_id, ${hashOf("t.oauth_token")} AS token_hash FROM bytemark_orders t ${NEXT}`,
  order_item: `SELECT t.id, o.user_id, ${hashOf("t.oauth_token")} AS token_hash FROM bytemark_order_items t
    LEFT JOIN bytemark_orders o ON o.id = t.order_id ${NEXT}`,
};

/** The next rows of a source after an id. The worker alone may read them. */
export async function listTokenHolders(
  db: Database,
  source: TokenSource,
  after: number,
  limit: number,
): Promise<TokenHolder[]> {
  const [rows] = (await db.raw(HOLDERS[source], [after, limit])) as [TokenHolder[]];
  return rows;
}
