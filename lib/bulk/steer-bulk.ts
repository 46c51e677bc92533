import "server-only";
import { reviveFailedItems } from "@/db/bulk/bulk-item-rows";
import type { BulkRow } from "@/db/bulk/bulk-corrections";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { sqlTime } from "@/lib/time/sql-time";
import type { BulkState } from "./bulk";
import { tallyOf } from "./bulk-tally";
import {
  type BulkAnswer,
  changeBulk,
  type ChangeBulkRequest,
  requireNotUndone,
  requireState,
  type Step,
} from "./change-bulk";
import { startRun, startUndoPlan } from "./start-run";

/* A run that is on ends its batch first; one that only waits is stopped at once. */
const PAUSED: Partial<Record<string, BulkState>> = { queued: "paused", running: "pausing" };
const STOPPED: Partial<Record<string, BulkState>> = { running: "cancelling", pausing: "cancelling" };

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

/**
 * Lets a paused or failed run go on where it stopped, and an undo also where it was stopped for good: there is no second one.
 * Throws 403, 404, and 409 where there is nothing to go on with.
 */
export async function resumeBulk(ctx: Context, request: ChangeBulkRequest): Promise<BulkAnswer> {
  authorize(ctx, "bulk.resume");
  return changeBulk(ctx, request, {
    act: "bulk.resume",
    step: async (trx, row) => {
      const isUndo = row.undo_of !== null;
      const open = isUndo
        ? (["pausing", "paused", "failed", "cancelled"] as const)
        : (["pausing", "paused", "failed"] as const);
      requireState(row, open, "resumed");
      await requireNotUndone(trx, row);
      if (row.state === "pausing") return { update: { state: "running" } };
      if (isUndo && row.started_on === null && row.state !== "paused") {
        return { update: await startUndoPlan(trx, ctx, row) };
      }
      // A plan that failed was confirmed by nobody.
      if (!isUndo && row.state === "failed" && row.started_on === null) requireState(row, [], "resumed");
      return { update: await startRun(trx, ctx, row) };
    },
  });
}

/** Ends a plan or a run; what is corrected stays and can be undone. Throws 403, 404, and 409 where it has ended. */
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

/** Tries the failed passes of a run that is done once more. Throws 403, 404, and 409 where there are none. */
export async function retryBulk(ctx: Context, request: ChangeBulkRequest): Promise<BulkAnswer> {
  authorize(ctx, "bulk.resume");
  return changeBulk(ctx, request, {
    act: "bulk.resume",
    step: async (trx, row) => {
      requireState(row, ["done"], "tried again");
      await requireNotUndone(trx, row);
      if (row.failed === 0) throw new AppError("conflict", "No pass of this bulk correction failed.");
      await reviveFailedItems(trx, String(row.id));
      const tally = tallyOf(row);
      const { failed: _gone, ...why } = tally.why;
      const update = { ...(await startRun(trx, ctx, row)), failed: 0, tally: { ...tally, why } };
      return { update, data: { failed: row.failed } };
    },
  });
}
