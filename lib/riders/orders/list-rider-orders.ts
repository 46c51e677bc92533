import "server-only";
import { listRiderOrderRows } from "@/db/riders/rider-orders";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { readOrders, requireRiderAccount, riderNumber } from "@/lib/riders/read-rider";
import type { RiderOrder } from "./rider-order";

/**
 * A rider's newest 100 orders with items, payments and coin movements, each once. Times are ISO 8601 UTC. Throws 404 if
 * nothing is on record for the number.
 */
export async function listRiderOrders(ctx: Context, userId: string): Promise<RiderOrder[]> {
  authorize(ctx, "rider.read");
  const number = riderNumber(userId);
  const [, rows] = await Promise.all([
    requireRiderAccount(ctx.db, number),
    listRiderOrderRows(ctx.db, number),
  ]);
  return readOrders(ctx.db, rows, ctx.clock.now());
}
