import "server-only";
import type { BulkRow } from "@/db/bulk/bulk-corrections";
import { authorize } from "@/lib/auth/authorize";
import type { BulkState } from "@/lib/bulk/bulk";
import type { Context } from "@/lib/context";
import { sqlTime } from "@/lib/time/sql-time";
import { type BulkAnswer, changeBulk, type ChangeBulkRequest, type Step } from "./change-bulk";
import { requireState } from "./require-state";

/* A running one finishes its batch first; a waiting one stops at once. */
const STOPPED: Partial<Record<string, BulkState>> = { running: "cancelling", pausing: "cancelling" };

/**
 * Cancels a plan or a run. Corrected passes stay corrected and can be undone. Throws 403, 404, and 409 if it is over.
 */
export async function cancelBulk(ctx: Context, request: ChangeBulkRequest): Promise<BulkAnswer> {
  authorize(ctx, "bulk.cancel");
  return changeBulk(ctx, request, {
    act: "bulk.cancel",
    step: async (_trx, row) => {
      const open = ["planning", "planned", "queued", "running", "pausing", "paused", "failed"] as const;
      requireState(row, open, "stopped");
      return { update: stopped(ctx, row), data: { changed: row.changed } };
    },
  });
}

function stopped(ctx: Context, row: BulkRow): Step["update"] {
  const state = STOPPED[row.state] ?? "cancelled";
  return state === "cancelled" ? { state, finished_on: sqlTime(ctx.clock.now().toISOString()) } : { state };
}
