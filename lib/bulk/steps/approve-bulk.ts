import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { sqlTime } from "@/lib/time/sql-time";
import { type BulkAnswer, changeBulk, type ChangeBulkRequest } from "./change-bulk";
import { requireState } from "./require-state";

/**
 * Approves a plan over the threshold; the approver must not be the person who asked for it. Throws 403, also for one's
 * own plan, 404, and 409 if it is not planned, needs no approval or is already approved.
 */
export async function approveBulk(ctx: Context, request: ChangeBulkRequest): Promise<BulkAnswer> {
  authorize(ctx, "bulk.approve");
  return changeBulk(ctx, request, {
    act: "bulk.approve",
    step: async (_trx, row, actor) => {
      if (String(row.actor_id) === actor.id) {
        throw new AppError(
          "forbidden",
          "You asked for this bulk correction, so somebody else must approve it: a manager or another admin.",
        );
      }
      requireState(row, ["planned"], "approved");
      if (row.needs_approval === 0) throw new AppError("conflict", "This bulk correction needs no approval.");
      if (row.approved_on !== null) {
        throw new AppError("already_done", `${row.approved_name ?? "Somebody"} has approved it already.`);
      }
      return {
        update: {
          approved_by: Number(actor.id),
          approved_name: actor.name,
          approved_on: sqlTime(ctx.clock.now().toISOString()),
        },
        data: { will_change: row.will_change },
      };
    },
  });
}
