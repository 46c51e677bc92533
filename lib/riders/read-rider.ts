import "server-only";
import type { Database } from "@/db/connection";
import {
  listItemsOf,
  listMovementsOf,
  listPassesOf,
  listPaymentsOf,
  type RiderOrderRow,
} from "@/db/riders/rider-orders";
import { findRiderAccount, listPassesById, type RiderAccountRow } from "@/db/riders/riders";
import { AppError } from "@/lib/errors";
import { completePasses } from "@/lib/passes/complete-passes";
import { isRowId } from "@/lib/passes/require-pass-row";
import type { Pass } from "@/lib/passes/pass";
import { type RiderOrder, riderOrders } from "@/lib/riders/orders/rider-order";

/** Parses a rider's number. Throws 404 if it is not one. */
export function riderNumber(userId: string): number {
  if (!isRowId(userId)) throw riderNotFound();
  return Number(userId);
}

/** What is on record for the number. Throws 404 without any account, pass or order. */
export async function requireRiderAccount(db: Database, userId: number): Promise<RiderAccountRow> {
  const row = await findRiderAccount(db, userId);
  if (row.account_id === null && row.has_passes === 0 && row.orders === 0) throw riderNotFound();
  return row;
}

function riderNotFound(): AppError {
  return new AppError("not_found", "No rider has this number.");
}

/** In the order of `ids`; always three statements. */
export async function readPasses(
  db: Database,
  account: RiderAccountRow,
  ids: readonly number[],
  now: Date,
): Promise<Map<number, Pass>> {
  if (ids.length === 0) return new Map();
  const rider = {
    rider_id: account.account_id,
    rider_first_name: account.first_name,
    rider_last_name: account.last_name,
    rider_email: account.email,
    rider_common_email: account.common_email,
    rider_phone_number: account.phone_number,
    rider_is_guest: account.is_guest,
  };
  const rows = await listPassesById(db, ids);
  const passes = await completePasses(db, rows.map((row) => ({ ...row, ...rider })), now); // prettier-ignore
  return new Map(passes.map((pass) => [Number(pass.id), pass]));
}

/** With items, payments and coin movements; always four statements. */
export async function readOrders(
  db: Database,
  orders: readonly RiderOrderRow[],
  now: Date,
): Promise<RiderOrder[]> {
  const uuids = [
    ...new Set(orders.flatMap((order) => (order.order_uuid === null ? [] : [order.order_uuid]))),
  ];
  const [items, payments, movements] = await Promise.all([
    listItemsOf(db, uuids),
    listPaymentsOf(db, uuids),
    listMovementsOf(db, uuids),
  ]);
  const passUuids = [...new Set(items.flatMap((item) => (item.pass_uuid === null ? [] : [item.pass_uuid])))];
  const passes = await listPassesOf(db, uuids, passUuids);
  return riderOrders({ orders, items, payments, passes, movements }, now);
}
