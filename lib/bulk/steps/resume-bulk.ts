import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import {
  type BulkAnswer,
  changeBulk,
  type ChangeBulkRequest,
  requireNotUndone,
  requireState,
} from "./change-bulk";
import { startRun, startUndoPlan } from "./start-run";

/**
 * Lets a paused or failed run go on where it stopped, and an undo also where it was stopped for good: there is no second one.
 * Throws 403, 404, and 409 where there is nothing to go on with.
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
      // A plan that failed was confirmed by nobody.
      if (!isUndo && row.state === "failed" && row.started_on === null) requireState(row, [], "resumed");
      return { update: await startRun(trx, { actor }, row) };
    },
  });
}
