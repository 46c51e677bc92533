import "server-only";
import { listPayers, listStoredRoutes } from "@/db/passes/pass-routes";
import type { PassRow } from "@/db/passes/passes";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { requirePassRow } from "./get-pass";
import { getPassOrder } from "./get-pass-order";
import type { PassOrder } from "./pass-order";
import { type RiderRoutes, riderRoutes } from "./rider-routes";

/** Every known route from a pass to its rider, and whether they agree. Throws 404 for an unknown pass. */
export async function getRiderRoutes(ctx: Context, passId: string): Promise<RiderRoutes> {
  authorize(ctx, "pass.read");
  const [row, orders] = await Promise.all([requirePassRow(ctx.db, passId), getPassOrder(ctx, passId)]);
  return routesOfPass(ctx, row, orders);
}

/** The rider routes of a row whose orders are already read. The caller has authorized. */
export async function routesOfPass(
  { db }: Pick<Context, "db">,
  row: PassRow,
  orders: readonly PassOrder[],
): Promise<RiderRoutes> {
  const [payers, stored] = await Promise.all([
    listPayers(db, orders.map((order) => order.order_uuid)), // prettier-ignore
    listStoredRoutes(db, row.id),
  ]);
  return riderRoutes(row, { orders, payers, stored });
}
