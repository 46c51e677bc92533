import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { requireRiderAccount, riderNumber } from "./read-rider";
import { type RiderIdentity, riderIdentity } from "./rider";

/** Who is on record for this number, in one statement. Throws 404 without any account, pass or order. */
export async function getRiderIdentity(ctx: Context, userId: string): Promise<RiderIdentity> {
  authorize(ctx, "rider.read");
  const number = riderNumber(userId);
  return riderIdentity(number, await requireRiderAccount(ctx.db, number));
}
