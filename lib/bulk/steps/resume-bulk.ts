import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { type BulkAnswer, changeBulk, type ChangeBulkRequest } from "./change-bulk";
import { requireNotUndone, requireState } from "./require-state";
import { startRun, startUndoPlan } from "./start-run";

/**
 * Resumes a paused or failed run where it stopped. An undo can be resumed even if it was canceled, because it cannot be
 * requested a second time. Throws 403, 404, and 409 if there is nothing to resume.
 */
export async function resumeBulk(ctx: Context, request: ChangeBulkRequest): Promise<BulkAnswer> {
  authorize(ctx, "bulk.resume");
  return changeBulk(ctx, request, {
    act: "bulk.resume",
    step: async (trx, row, actor) => {
      const isUndo = row.undo_of !== null;
      const open = isUndo
        ? (["pausing", "paused", "failed", "cancelled"] as const)
        : (["pausing", "paused", "failed"] as const);
      requireState(row, open, "resumed");
      await requireNotUndone(trx, row);
      if (row.state === "pausing") return { update: { state: "running" } };
      if (isUndo && row.started_on === null && row.state !== "paused") {
        return { update: await startUndoPlan(trx, { actor }, row) };
      }
      // Nobody has confirmed a plan that failed.
      if (!isUndo && row.state === "failed" && row.started_on === null) requireState(row, [], "resumed");
      return { update: await startRun(trx, { actor }, row) };
    },
  });
}
