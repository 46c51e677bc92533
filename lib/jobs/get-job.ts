import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { ListedJob } from "./listed-job";
import { readJob } from "./read-job";

/** One job as it is now. Throws 403 and 404. */
export async function getJob(ctx: Context, id: string): Promise<ListedJob> {
  const actor = authorize(ctx, "job.list");
  return readJob(ctx.db, actor, id, ctx.clock.now());
}
