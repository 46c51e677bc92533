import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { CatchUp } from "./catch-up";
import { firstRound, readProgress } from "./link-progress";

/** How far the first linking of this portal's passes has come; null once every pass was looked at. Throws 401 and 403. */
export async function readCatchUp(ctx: Context): Promise<CatchUp | null> {
  authorize(ctx, "rider.read");
  const progress = await readProgress(ctx.db);
  if (progress === null) return { done: 0, total: null };
  const round = firstRound(progress);
  return round && { done: round.done, total: round.total };
}
