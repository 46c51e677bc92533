import "server-only";
import { z } from "zod";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type BulkAnswer, changeBulk, type ChangeBulkRequest } from "./change-bulk";
import { requireState } from "./require-state";
import { parseConfirmation } from "./parse-confirmation";
import { startRun } from "./start-run";
import { requireCount } from "./require-count";

const bodySchema = z.strictObject({ confirm_count: z.int().min(0) });

/**
 * Starts the run of a plan; its job is queued in the same transaction. Only the person who planned it can run it,
 * because every correction carries their name. Throws 403, 404, 409 if it is not planned or with `approval_needed`, and
 * 422 `count_mismatch` unless `confirm_count` is the number of passes that will change.
 */
export async function runBulk(ctx: Context, request: ChangeBulkRequest): Promise<BulkAnswer> {
  authorize(ctx, "bulk.run");
  const { confirm_count } = parseConfirmation(bodySchema, request.body);
  return changeBulk(ctx, request, {
    act: "bulk.run",
    step: async (trx, row, actor) => {
      if (String(row.actor_id) !== actor.id) {
        throw new AppError(
          "forbidden",
          `${row.actor_name} planned this bulk correction and must start it: each correction carries that name.`,
        );
      }
      requireState(row, ["planned"], "started");
      if (row.needs_approval === 1 && row.approved_on === null) {
        throw new AppError("approval_needed", "A second person must approve this bulk correction first.");
      }
      requireCount(confirm_count, row.will_change);
      if (row.will_change === 0) throw new AppError("no_change", "No pass would change.");
      return { update: await startRun(trx, { actor }, row), data: { will_change: row.will_change } };
    },
  });
}
