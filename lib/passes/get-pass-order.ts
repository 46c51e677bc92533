import "server-only";
import {
  findOrderUuidsOfPass,
  listOrderItems,
  listOrders,
  listPassesOfOrders,
  listPayments,
} from "@/db/riders/orders";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { requirePassRow } from "./require-pass-row";
import { type PassOrder, passOrder } from "./pass-order";

/**
 * The orders of a pass, each with its payments and other passes: the order the pass names, and any other that lists the
 * pass. Empty if there is no order. Throws 404 for an unknown pass.
 */
export async function getPassOrder(ctx: Context, passId: string): Promise<PassOrder[]> {
  authorize(ctx, "pass.read");
  const { db } = ctx;
  const row = await requirePassRow(ctx.db, passId);
  const listed = row.pass_uuid === null ? [] : await findOrderUuidsOfPass(db, row.pass_uuid);
  const uuids = [...new Set([...(row.order_uuid === null ? [] : [row.order_uuid]), ...listed])];
  if (uuids.length === 0) return [];
  const [orders, items, payments] = await Promise.all([
    listOrders(db, uuids),
    listOrderItems(db, uuids),
    listPayments(db, uuids),
  ]);
  const passUuids = items.flatMap((item) => (item.pass_uuid === null ? [] : [item.pass_uuid]));
  const passes = await listPassesOfOrders(db, uuids, passUuids);
  const now = ctx.clock.now();
  return uuids.map((uuid) => passOrder(uuid, row, { orders, items, payments, passes }, now));
}
