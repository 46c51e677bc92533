import "server-only";
import { findRiderOrderRow } from "@/db/riders/rider-orders";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { readOrders, riderNumber } from "@/lib/riders/read-rider";
import type { RiderOrder } from "./rider-order";

/** One order of this rider, however old; null if it is not theirs. */
export async function getRiderOrder(
  ctx: Context,
  userId: string,
  orderUuid: string,
): Promise<RiderOrder | null> {
  authorize(ctx, "rider.read");
  const row = await findRiderOrderRow(ctx.db, riderNumber(userId), orderUuid);
  const [order] = row ? await readOrders(ctx.db, [row], ctx.clock.now()) : [];
  return order ?? null;
}
