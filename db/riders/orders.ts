import "server-only";
import type { Database } from "@/db/connection";
import { ROW_COLUMNS, type RowColumn } from "@/db/query/pass-columns";
import { EVERYWHERE, PASS_VIEW } from "@/db/query/pass-source";
import { type Branch, marks, plainIds, union } from "@/db/query/search-statement";
import type { Tables } from "@/db/tables";

/* Far more than any real pass has; more means broken data. */
const MOST_ORDERS = 5;
const MOST_PARTS = 200;

export type OrderRow = Pick<Tables["pd_order"], "id" | "user_id" | "order_uuid" | "status" | "created_on">;
export type OrderItemRow = Pick<Tables["pd_order_item"], "id" | "order_uuid" | "product_uuid" | "pass_uuid">;
export type PaymentRow = Pick<
  Tables["pd_payment"],
  "id" | "order_uuid" | "payment_type" | "total_price" | "created_on"
>;
export type OrderedPassRow = Pick<Tables["pd_pass"], RowColumn>;

/** Oldest first. */
export async function findOrderUuidsOfPass(db: Database, passUuid: string): Promise<string[]> {
  const rows = await db("pd_order_item")
    .distinct("order_uuid")
    .where({ pass_uuid: passUuid })
    .whereNotNull("order_uuid")
    .orderBy("order_uuid")
    .limit(MOST_ORDERS);
  return rows.flatMap(({ order_uuid }) => order_uuid ?? []);
}

export async function listOrders(db: Database, orderUuids: readonly string[]): Promise<OrderRow[]> {
  return db("pd_order")
    .select("id", "user_id", "order_uuid", "status", "created_on")
    .whereIn("order_uuid", plainIds(orderUuids))
    .orderBy("id")
    .limit(MOST_ORDERS);
}

export async function listOrderItems(db: Database, orderUuids: readonly string[]): Promise<OrderItemRow[]> {
  return db("pd_order_item")
    .select("id", "order_uuid", "product_uuid", "pass_uuid")
    .whereIn("order_uuid", plainIds(orderUuids))
    .orderBy("id")
    .limit(MOST_PARTS);
}

export async function listPayments(db: Database, orderUuids: readonly string[]): Promise<PaymentRow[]> {
  return db("pd_payment")
    .select("id", "order_uuid", "payment_type", "total_price", "created_on")
    .whereIn("order_uuid", plainIds(orderUuids))
    .orderBy("id")
    .limit(MOST_PARTS);
}

/** Without duplicate rows, so that nothing is counted twice. */
export async function listPassesOfOrders(
  db: Database,
  orderUuids: readonly string[],
  passUuids: readonly string[],
): Promise<OrderedPassRow[]> {
  const columns = ROW_COLUMNS.join(", ");
  const by = (column: string, values: readonly string[]): Branch[] =>
    values.length === 0
      ? []
      : EVERYWHERE.map((source) => [
          `SELECT ${columns} FROM ${PASS_VIEW[source]} WHERE ${column} IN (${marks(values)}) AND duplicate_of IS NULL
           LIMIT ${MOST_PARTS}`,
          values,
        ]);
  // One index look-up each: an OR would read the whole table.
  const rows = await union<OrderedPassRow>(db, [
    ...by("order_uuid", plainIds(orderUuids)),
    ...by("pass_uuid", plainIds(passUuids)),
  ]);
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

export type RefreshRow = Pick<Tables["pd_refresh"], "id" | "activity_type" | "status" | "scheduled_on"> & {
  created_on: string;
};

/** The portal's refreshes of a rider's passes between two instants (SQL text, UTC), at most 20. */
export async function listRefreshes(
  db: Database,
  userId: number,
  between: { from: string; to: string },
): Promise<RefreshRow[]> {
  return db("pd_refresh")
    .select<RefreshRow[]>("id", "activity_type", "status", "scheduled_on", "created_on")
    .where({ user_id: userId })
    .whereBetween("created_on", [between.from, between.to])
    .orderBy("id")
    .limit(20);
}
