import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { BulkState } from "@/lib/bulk/bulk";
import type { Context } from "@/lib/context";
import { type BulkAnswer, changeBulk, type ChangeBulkRequest } from "./change-bulk";
import { requireState } from "./require-state";

/* A running one finishes its batch first; a queued one pauses at once. */
const PAUSED: Partial<Record<string, BulkState>> = { queued: "paused", running: "pausing" };

/** Pauses a run between two batches; it can be resumed. Throws 403, 404, and 409 if it is not running or queued. */
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
