import "server-only";
import type { Database } from "@/db/connection";
import { inParts } from "@/db/query/in-parts";

/*
 * Columns of the portal may be of any charset and collation, each of another. So nothing is joined on text: ids are
 * looked up as literals, which the server converts to the column's charset, and whoever asks compares the answers
 * exactly. Tokens have no index and never leave the database: views show a hash of their bytes, read in key order.
 */

/** A pass without a rider that nobody has decided about. */
export interface UnlinkedPass {
  id: number;
  pass_uuid: string | null;
  /** Null if the row holds no token. */
  token_hash: string | null;
}

const UNLINKED_PASS = `SELECT id, pass_uuid, token_hash FROM pd_pass_token__ix_pd_user
  WHERE user_id IS NULL AND resolved_by IS NULL`;
const BELOW = `${UNLINKED_PASS} AND id < ? ORDER BY id DESC LIMIT ?`;
const ABOVE = `${UNLINKED_PASS} AND id > ? ORDER BY id LIMIT ?`;

/** Rows read by one statement, so that none takes a second, from a slow disk either. */
const PIECE = 2_500;

/** The newest unlinked passes whose id is lower than `below`. */
export async function listUnlinkedBelow(db: Database, below: number, limit: number): Promise<UnlinkedPass[]> {
  return readOn(db, BELOW, below, limit);
}

/** The oldest unlinked passes whose id is higher than `above`. */
export async function listUnlinkedAbove(db: Database, above: number, limit: number): Promise<UnlinkedPass[]> {
  return readOn(db, ABOVE, above, limit);
}

async function readOn(db: Database, sql: string, from: number, limit: number): Promise<UnlinkedPass[]> {
  const rows: UnlinkedPass[] = [];
  for (;;) {
    const most = Math.min(PIECE, limit - rows.length);
    const [piece] = (await db.raw(sql, [rows.at(-1)?.id ?? from, most])) as [UnlinkedPass[]];
    rows.push(...piece);
    if (piece.length < most || rows.length === limit) return rows;
  }
}

/** Counts at most `limit` passes without a rider below an id, and answers the lowest one counted. */
export async function countUnlinkedBelow(
  db: Database,
  below: number,
  limit: number,
): Promise<{ count: number; lowest: number | null }> {
  const [[row]] = (await db.raw(
    `SELECT COUNT(*) AS count, MIN(id) AS lowest FROM
      (SELECT id FROM pd_pass__ix_pd_user WHERE user_id IS NULL AND id < ? ORDER BY id DESC LIMIT ?) u`,
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
      `SELECT oi.pass_uuid, o.user_id FROM pd_order_item__ix_pd_item_pass oi
       JOIN pd_order o ON o.id = oi.order_id WHERE oi.pass_uuid IN (?) AND o.user_id > 0`,
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
  current: `SELECT t.id, t.user_id, t.token_hash FROM pd_account_token t ${NEXT}`,
  order: `SELECT t.id, t.user_id, t.token_hash FROM pd_order_token t ${NEXT}`,
  order_item: `SELECT t.id, o.user_id, t.token_hash FROM pd_order_item_token t
    LEFT JOIN pd_order o ON o.id = t.order_id ${NEXT}`,
};

/** The highest id of the tokens of riders' accounts; 0 if there are none. */
export async function lastTokenId(db: Database): Promise<number> {
  const [rows] = (await db.raw("SELECT id FROM pd_account_token ORDER BY id DESC LIMIT 1")) as [
    { id: number }[],
  ];
  return rows[0]?.id ?? 0;
}

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
