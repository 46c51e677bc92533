import "server-only";
import { listHeldPasses } from "@/db/riders/riders";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { heldPasses } from "./held-passes";
import { type PassGroups, readPassGroups } from "./pass-groups";
import { requireRiderAccount, riderNumber } from "./read-rider";

const MOST_OF_A_GROUP = 200;

/**
 * A rider's passes in three groups: in use, ready to use, and past (expired, used up, unknown), each newest first, at
 * most 200 with the total. Throws 404 if nothing is on record for the number.
 */
export async function listRiderPasses(ctx: Context, userId: string): Promise<PassGroups> {
  authorize(ctx, "rider.read");
  const number = riderNumber(userId);
  const now = ctx.clock.now();
  const [account, rows] = await Promise.all([
    requireRiderAccount(ctx.db, number),
    listHeldPasses(ctx.db, number),
  ]);
  const most = { active: MOST_OF_A_GROUP, ready: MOST_OF_A_GROUP, past: MOST_OF_A_GROUP };
  return readPassGroups(ctx.db, account, heldPasses(rows, now).groups, most, now);
}
