import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { BulkDetail } from "./bulk";
import { bulkDetail } from "./bulk-detail";

/**
 * One bulk correction as it is now, with a sample (`sample` selects which) and its newest results. Throws 403 and 404.
 */
export async function getBulk(ctx: Context, bulkId: string, sample = 0): Promise<BulkDetail> {
  authorize(ctx, "bulk.read");
  return bulkDetail(ctx.db, ctx, bulkId, sample);
}
