import "server-only";
import type { Database } from "@/db/connection";
import type { OrderedPassRow, OrderItemRow, PaymentRow } from "./orders";
import { ROW_COLUMNS } from "@/db/query/pass-columns";
import { EVERYWHERE, PASS_VIEW } from "@/db/query/pass-source";
import { asOurId, plainIds } from "@/db/query/search-statement";
import type { Tables } from "@/db/tables";

const MOST_RIDER_ORDERS = 100;
const MOST_PARTS = 2000;
const MOST_PAYMENTS_READ = 5000;
const MOST_MOVEMENTS_READ = 2000;
const MOST_REFUNDS = 20;

export interface RiderOrderRow {
  id: number;
  user_id: number;
  order_uuid: string | null;
  status: number;
  created_on: string | null;
  /** As printed on a receipt. */
  reference: string | null;
}

const ORDER = `o.id, o.user_id, o.order_uuid, o.status, o.created_on,
  (SELECT MIN(r.reference) FROM pd_order_reference r WHERE r.order_uuid = ${asOurId("o.order_uuid")}) AS reference`;

/** Newest first, at most 100. */
export async function listRiderOrderRows(db: Database, userId: number): Promise<RiderOrderRow[]> {
  const [rows] = (await db.raw(
    `SELECT ${ORDER} FROM pd_order__ix_pd_order_user o WHERE o.user_id = ?
     ORDER BY o.id DESC LIMIT ?`,
    [userId, MOST_RIDER_ORDERS],
  )) as [RiderOrderRow[], unknown];
  return rows;
}

/** One order of this rider, however old, or null. */
export async function findRiderOrderRow(
  db: Database,
  userId: number,
  orderUuid: string,
): Promise<RiderOrderRow | null> {
  const [rows] = (await db.raw(
    `SELECT ${ORDER} FROM pd_order o WHERE o.order_uuid = ? AND o.user_id = ? ORDER BY o.id LIMIT 1`,
    [orderUuid, userId],
  )) as [RiderOrderRow[], unknown];
  return rows[0] ?? null;
}

export async function listItemsOf(db: Database, orderUuids: readonly string[]): Promise<OrderItemRow[]> {
  if (orderUuids.length === 0) return [];
  return db("pd_order_item")
    .select("id", "order_uuid", "product_uuid", "pass_uuid")
    .whereIn("order_uuid", plainIds(orderUuids))
    .orderBy("id", "desc")
    .limit(MOST_PARTS);
}

export async function listPaymentsOf(db: Database, orderUuids: readonly string[]): Promise<PaymentRow[]> {
  if (orderUuids.length === 0) return [];
  return db("pd_payment")
    .select("id", "order_uuid", "payment_type", "total_price", "created_on")
    .whereIn("order_uuid", plainIds(orderUuids))
    .orderBy("id", "desc")
    .limit(MOST_PARTS);
}

/** Passes that name one of the orders, or that one of the items names; without duplicate rows. */
export async function listPassesOf(
  db: Database,
  orderUuids: readonly string[],
  passUuids: readonly string[],
): Promise<OrderedPassRow[]> {
  const columns = ROW_COLUMNS.join(", ");
  const by = (column: string, values: readonly string[]) =>
    EVERYWHERE.map(
      (source) =>
        `(SELECT ${columns} FROM ${PASS_VIEW[source]} WHERE ${column} IN (${values.map(() => "?").join(", ")})
      AND duplicate_of IS NULL LIMIT ${MOST_PARTS})`,
    ).join(" UNION ");
  const asked = ([["order_uuid", plainIds(orderUuids)], ["pass_uuid", plainIds(passUuids)]] as const).filter(([, values]) => values.length > 0); // prettier-ignore
  if (asked.length === 0) return [];
  // One index look-up each: an OR would read the whole table.
  const [rows] = (await db.raw(
    asked.map(([column, values]) => by(column, values)).join(" UNION "),
    asked.flatMap(([, values]) => EVERYWHERE.flatMap(() => [...values])),
  )) as [OrderedPassRow[], unknown];
  return rows;
}

export type MovementRow = Pick<
  Tables["pd_points"],
  "id" | "user_id" | "activity_type" | "points" | "balance" | "note" | "created_on"
>;

/** Coin movements that name one of the orders, newest first. */
export async function listMovementsOf(db: Database, orderUuids: readonly string[]): Promise<MovementRow[]> {
  if (orderUuids.length === 0) return [];
  return db("pd_points")
    .select("id", "user_id", "activity_type", "points", "balance", "note", "created_on")
    .whereIn("note", plainIds(orderUuids))
    .orderBy("id", "desc")
    .limit(MOST_PARTS);
}

export type RefundRow = Pick<MovementRow, "id" | "points" | "created_on">;

/** Coins refunded to a rider for passes, newest first, at most 20. */
export async function listRefunds(db: Database, userId: number): Promise<RefundRow[]> {
  const [rows] = (await db.raw(
    `SELECT id, points, created_on FROM (
       SELECT id, points, note, created_on FROM pd_points__ix_pd_points_user
       WHERE user_id = ? ORDER BY raw_created_on DESC LIMIT ?) moved
     WHERE note LIKE 'Bytemark refund%' ORDER BY created_on DESC, id DESC LIMIT ?`,
    [userId, MOST_MOVEMENTS_READ, MOST_REFUNDS],
  )) as [RefundRow[], unknown];
  return rows;
}

export interface PaidRow {
  payment_type: string | null;
  total: string | null;
}

/** What a rider paid since `since`, by payment type. Adds up payments, not orders. */
export async function sumPayments(db: Database, userId: number, since: Date): Promise<PaidRow[]> {
  const [rows] = (await db.raw(
    `SELECT payment_type, SUM(total_price) AS total FROM (
       SELECT payment_type, total_price, created_on FROM pd_payment__ix_pd_payment_user
       WHERE user_id = ? ORDER BY id DESC LIMIT ?) paid
     WHERE created_on >= ? GROUP BY payment_type`,
    [userId, MOST_PAYMENTS_READ, since],
  )) as [PaidRow[], unknown];
  return rows;
}
