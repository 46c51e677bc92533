import "server-only";
import type { Database } from "./connection";
import type { Tables } from "./tables";

/* Bounds far above what one pass ever has; more is broken data, and is not read. */
const MOST_PAYMENTS = 20;
const MOST_ROUTES = 10;
const MOST_REPEATS = 20;

export type StoredRoute = Pick<Tables["pd_pass_route"], "route" | "user_id">;
export type PayerRow = Pick<Tables["bytemark_order_payments"], "order_uuid" | "user_id">;

/** The routes to a rider that the worker followed for a pass. */
export async function listStoredRoutes(db: Database, passId: number): Promise<StoredRoute[]> {
  return db("pd_pass_route")
    .select("route", "user_id")
    .where({ pass_id: passId })
    .orderBy("route")
    .limit(MOST_ROUTES);
}

/** Who paid for the orders, each payer of an order once. */
export async function listPayers(db: Database, orderUuids: readonly string[]): Promise<PayerRow[]> {
  if (orderUuids.length === 0) return [];
  return db("bytemark_order_payments")
    .distinct("order_uuid", "user_id")
    .whereIn("order_uuid", [...orderUuids])
    .orderBy(["order_uuid", "user_id"])
    .limit(MOST_PAYMENTS);
}

/** Ids of the other portal rows that stand for the same pass, oldest first. */
export async function listRepeatIds(
  db: Database,
  pass: { id: number; provider: string; pass_uuid: string | null },
): Promise<number[]> {
  if (pass.pass_uuid === null) return [];
  const rows: { id: number }[] = await db("bytemark_pass")
    .select("id")
    .where({ pass_uuid: pass.pass_uuid, provider: pass.provider })
    .whereNot({ id: pass.id })
    .orderBy("id")
    .limit(MOST_REPEATS);
  return rows.map((row) => row.id);
}

/** Whether a refresh of the rider, due between two instants (SQL text, UTC), still waits. */
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

/* Of passes that their orders give to one rider, those that do not carry that rider's present token. By keys alone. */
const ODD_TOKENS = `
  SELECT p.id, b.user_id FROM (:by_order_items) b JOIN bytemark_pass p ON p.id = b.id
  LEFT JOIN bytemark_tokens own ON own.user_id = b.user_id
  WHERE p.oauth_token <> '' AND (own.token IS NULL OR own.token COLLATE utf8mb4_bin <> p.oauth_token COLLATE utf8mb4_bin)
  ORDER BY p.id`;

/* Whose token it is then. A replaced token is nobody's, and leads nowhere. */
const TOKEN_OWNERS = `
  SELECT p.id, MIN(t.user_id) AS user_id FROM bytemark_pass p
  JOIN bytemark_tokens t ON t.token COLLATE utf8mb4_bin = p.oauth_token COLLATE utf8mb4_bin
  WHERE p.id IN (:ids) GROUP BY p.id HAVING COUNT(DISTINCT t.user_id) = 1`;

/* Tokens have no index: each pass asked about is compared with all of them. */
const OWNERS_A_TIME = 50;

interface Found {
  id: number;
  user_id: number;
}

/**
 * Writes down both riders of those passes that `byOrderItems` gives to one rider while their token is another's. For the
 * worker, which alone may read tokens; none leaves the database. Repeating it changes nothing.
 */
export async function recordDisagreeingRoutes(
  db: Database,
  byOrderItems: { sql: string; ids: readonly number[] },
): Promise<void> {
  const odd = await find(db, ODD_TOKENS.replace(":by_order_items", byOrderItems.sql), byOrderItems.ids);
  for (let at = 0; at < odd.length; at += OWNERS_A_TIME) {
    const some = odd.slice(at, at + OWNERS_A_TIME);
    const owners = await find(db, TOKEN_OWNERS, some.map((pass) => pass.id)); // prettier-ignore
    const rows = disagreeing(some, owners);
    if (rows.length === 0) continue;
    await db("pd_pass_route").insert(rows).onConflict(["pass_id", "route"]).merge(["user_id"]);
  }
}

function disagreeing(byItems: readonly Found[], owners: readonly Found[]) {
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

async function find(db: Database, sql: string, ids: readonly number[]): Promise<Found[]> {
  const [rows] = (await db.raw(sql, { ids: [...ids] })) as [Found[], unknown];
  return rows;
}
