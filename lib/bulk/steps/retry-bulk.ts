import "server-only";
import { reviveFailedItems } from "@/db/bulk/bulk-item-rows";
import { authorize } from "@/lib/auth/authorize";
import { tallyOf } from "@/lib/bulk/bulk-tally";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type BulkAnswer, changeBulk, type ChangeBulkRequest } from "./change-bulk";
import { requireNotUndone, requireState } from "./require-state";
import { startRun } from "./start-run";

/** Tries the failed passes of a finished run once more. Throws 403, 404, and 409 if there are none. */
export async function retryBulk(ctx: Context, request: ChangeBulkRequest): Promise<BulkAnswer> {
  authorize(ctx, "bulk.resume");
  return changeBulk(ctx, request, {
    act: "bulk.resume",
    step: async (trx, row, actor) => {
      requireState(row, ["done"], "tried again");
      await requireNotUndone(trx, row);
      if (row.failed === 0) throw new AppError("conflict", "No pass of this bulk correction failed.");
      await reviveFailedItems(trx, String(row.id));
      const tally = tallyOf(row);
      const { failed: _gone, ...why } = tally.why;
      const update = { ...(await startRun(trx, { actor }, row)), failed: 0, tally: { ...tally, why } };
      return { update, data: { failed: row.failed } };
    },
  });
}
