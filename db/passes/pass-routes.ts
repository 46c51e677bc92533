import "server-only";
import type { Database } from "@/db/connection";
import { EVERYWHERE, PASS_VIEW } from "@/db/query/pass-source";
import { plainIds, union } from "@/db/query/search-statement";
import type { Tables } from "@/db/tables";

/* Far more than one pass ever has; more means broken data, which is not read. */
const MOST_PAYMENTS = 20;
const MOST_ROUTES = 10;
const MOST_REPEATS = 20;

export type StoredRoute = Pick<Tables["pd_pass_route"], "route" | "user_id">;
export type PayerRow = Pick<Tables["pd_payment"], "order_uuid" | "user_id">;

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
  return db("pd_payment")
    .distinct("order_uuid", "user_id")
    .whereIn("order_uuid", plainIds(orderUuids))
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
      `SELECT id FROM ${PASS_VIEW[source]} WHERE pass_uuid = ? AND provider = ? AND id <> ? ORDER BY id LIMIT ${MOST_REPEATS}`,
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
  const row = await db("pd_refresh")
    .first("id")
    .where({ user_id: userId, status: 0, activity_type: 3 })
    .whereBetween("scheduled_on", [due.from, due.to]);
  return row !== undefined;
}
