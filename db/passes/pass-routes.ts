import "server-only";
import type { Database } from "@/db/connection";
import { EVERYWHERE, PASS_TABLE } from "@/db/query/pass-source";
import { union } from "@/db/query/search-statement";
import type { Tables } from "@/db/tables";

/* Far more than one pass ever has; more means broken data, which is not read. */
const MOST_PAYMENTS = 20;
const MOST_ROUTES = 10;
const MOST_REPEATS = 20;

export type StoredRoute = Pick<Tables["pd_pass_route"], "route" | "user_id">;
export type PayerRow = Pick<Tables["bytemark_order_payments"], "order_uuid" | "user_id">;

/** The routes to a rider that the worker found for a pass. */
export async function listStoredRoutes(db: Database, passId: number): Promise<StoredRoute[]> {
  return db("pd_pass_route")
    .select("route", "user_id")
    .where({ pass_id: passId })
    .orderBy("route")
    .limit(MOST_ROUTES);
}

/** Each payer once an order. */
export async function listPayers(db: Database, orderUuids: readonly string[]): Promise<PayerRow[]> {
  if (orderUuids.length === 0) return [];
  return db("bytemark_order_payments")
    .distinct("order_uuid", "user_id")
    .whereIn("order_uuid", [...orderUuids])
    .orderBy(["order_uuid", "user_id"])
    .limit(MOST_PAYMENTS);
}

/** Other portal rows of the same pass, oldest first. */
export async function listRepeatIds(
  db: Database,
  pass: { id: number; provider: string; pass_uuid: string | null },
): Promise<number[]> {
  if (pass.pass_uuid === null) return [];
  const { pass_uuid, provider, id } = pass;
  const rows = await union<{ id: number }>(
    db,
    EVERYWHERE.map((source) => [
      `SELECT id FROM ${PASS_TABLE[source]} WHERE pass_uuid = ? AND provider = ? AND id <> ? ORDER BY id LIMIT ${MOST_REPEATS}`,
      [pass_uuid, provider, id],
    ]),
  );
  const ids = rows.map((row) => row.id).sort((a, b) => a - b);
  return ids.slice(0, MOST_REPEATS);
}

/** Whether a refresh due between two instants (SQL text, UTC) is still waiting. */
export async function hasOverdueRefresh(
  db: Database,
  userId: number,
  due: { from: string; to: string },
): Promise<boolean> {
  const row = await db("bytemark_ticket_refresh_log")
    .first("id")
    .where({ user_id: userId, status: 0, activity_type: 3 })
    .whereBetween("scheduled_on", [due.from, due.to]);
  return row !== undefined;
}

/* Passes whose orders lead to one rider but which do not carry that rider's current token. Reads keys alone. */
const ODD_TOKENS = `
  SELECT p.id, b.user_id FROM (:by_order_items) b JOIN bytemark_pass p ON p.id = b.id
  LEFT JOIN bytemark_tokens own ON own.user_id = b.user_id
  WHERE p.oauth_token <> '' AND (own.token IS NULL OR own.token COLLATE utf8mb4_bin <> p.oauth_token COLLATE utf8mb4_bin)
  ORDER BY p.id`;

/*
 * Whose token a pass was used with. A replaced token is nobody's, and two riders count as none. Tokens have no index:
 * they are read once, and each is looked up among those of the passes by an indexed checksum. The limit, which no batch
 * reaches, makes the server materialize the passes.
 */
const TOKEN_OWNERS = `
  SELECT STRAIGHT_JOIN p.id, MIN(t.user_id) AS user_id FROM bytemark_tokens t
  JOIN (SELECT id, oauth_token AS token, CRC32(oauth_token) AS checksum FROM bytemark_pass
        WHERE id IN (:ids) AND oauth_token <> '' LIMIT 100000) p
    ON p.checksum = CRC32(t.token) AND p.token COLLATE utf8mb4_bin = t.token COLLATE utf8mb4_bin
  GROUP BY p.id HAVING COUNT(DISTINCT t.user_id) = 1`;

/** A pass and the rider that a route leads to. */
export interface FoundRider {
  id: number;
  user_id: number;
}

/** Riders of passes used with the current token of exactly one rider. Reads all tokens once. */
export async function findTokenOwners(db: Database, passIds: readonly number[]): Promise<FoundRider[]> {
  return passIds.length === 0 ? [] : findRiders(db, TOKEN_OWNERS, passIds);
}

/**
 * Stores both riders where order items and token lead to different ones. Worker only: it alone may read tokens, and
 * none leaves the database. Repeating it changes nothing.
 */
export async function recordDisagreeingRoutes(
  db: Database,
  byOrderItems: { sql: string; ids: readonly number[] },
): Promise<void> {
  const odd = await findRiders(db, ODD_TOKENS.replace(":by_order_items", byOrderItems.sql), byOrderItems.ids);
  const rows = disagreeing(odd, await findTokenOwners(db, odd.map((pass) => pass.id))); // prettier-ignore
  if (rows.length === 0) return;
  await db("pd_pass_route").insert(rows).onConflict(["pass_id", "route"]).merge(["user_id"]);
}

function disagreeing(byItems: readonly FoundRider[], owners: readonly FoundRider[]) {
  const byToken = new Map(owners.map((pass) => [pass.id, pass.user_id]));
  return byItems.flatMap(({ id, user_id }) => {
    const owner = byToken.get(id);
    if (owner === undefined || owner === user_id) return [];
    return [
      { pass_id: id, route: "order_items", user_id },
      { pass_id: id, route: "token", user_id: owner },
    ];
  });
}

export async function findRiders(db: Database, sql: string, ids: readonly number[]): Promise<FoundRider[]> {
  const [rows] = (await db.raw(sql, { ids: [...ids] })) as [FoundRider[], unknown];
  return rows;
}
