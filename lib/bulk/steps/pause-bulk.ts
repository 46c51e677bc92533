import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { BulkState } from "@/lib/bulk/bulk";
import type { Context } from "@/lib/context";
import { type BulkAnswer, changeBulk, type ChangeBulkRequest, requireState } from "./change-bulk";

/* A run that is on ends its batch first; one that only waits is paused at once. */
const PAUSED: Partial<Record<string, BulkState>> = { queued: "paused", running: "pausing" };

/** Stops a run between two batches so that it can go on later. Throws 403, 404, and 409 where nothing runs. */
export async function pauseBulk(ctx: Context, request: ChangeBulkRequest): Promise<BulkAnswer> {
  authorize(ctx, "bulk.pause");
  return changeBulk(ctx, request, {
    act: "bulk.pause",
    step: async (_trx, row) => {
      requireState(row, ["queued", "running"], "paused");
      return { update: { state: PAUSED[row.state] ?? "pausing" } };
    },
  });
}
