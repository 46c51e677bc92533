import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { getRiderRecord } from "./get-rider-record";
import type { Rider } from "./rider";

/**
 * A rider with counts, findings and history, contact masked. Times are ISO 8601 UTC. Throws 404 if nothing is on
 * record.
 */
export async function getRider(ctx: Context, userId: string): Promise<Rider> {
  authorize(ctx, "rider.read");
  const { rider } = await getRiderRecord(ctx, userId, { active: 0, ready: 0, past: 0 });
  return rider;
}
