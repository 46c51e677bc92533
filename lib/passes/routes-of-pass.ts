import "server-only";
import { listPayers, listStoredRoutes } from "@/db/passes/pass-routes";
import type { PassRow } from "@/db/passes/passes";
import type { Context } from "@/lib/context";
import type { PassOrder } from "./pass-order";
import { type RiderRoutes, riderRoutes } from "./rider-routes";

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
