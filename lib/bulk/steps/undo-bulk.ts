import "server-only";
import { z } from "zod";
import { type BulkRow, insertBulk, updateBulk } from "@/db/bulk/bulk-corrections";
import { copyChangedItems } from "@/db/bulk/bulk-item-rows";
import type { Transaction } from "@/db/transaction";
import { authorize, type Authorized } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { reasonSchema } from "@/lib/corrections/correction-rules";
import { sqlTime } from "@/lib/time/sql-time";
import { type BulkAnswer, changeBulk, type ChangeBulkRequest } from "./change-bulk";
import { requireState } from "./require-state";
import { parseConfirmation } from "./parse-confirmation";
import { requireCount } from "./require-count";
import { startRun, startUndoPlan } from "./start-run";

const bodySchema = z.strictObject({ reason: reasonSchema, confirm_count: z.int().min(0).optional() });
type Body = z.output<typeof bodySchema>;

/** The most passes that are copied during the request; a job copies more. */
const MOST_AT_ONCE = 2000;

/**
 * Starts a bulk correction that puts back what another one changed, and answers it. Passes that changed since are left
 * alone and listed. Needs no approval. Throws 403 and 404; 409 if the other is still running, changed nothing, is
 * undone or is itself an undo; 422 for a missing reason, or if `confirm_count` is given and is not the number of
 * changed passes.
 */
export async function undoBulk(ctx: Context, request: ChangeBulkRequest): Promise<BulkAnswer> {
  authorize(ctx, "bulk.undo");
  authorize(ctx, "pass.undo");
  const body = parseConfirmation(bodySchema, request.body);
  return changeBulk(ctx, request, {
    act: "bulk.undo",
    step: async (trx, row, actor) => {
      // An undo needs no approval, so undoing an undo would get a change past the person who has to approve it.
      if (row.undo_of !== null) {
        const message = "This one undoes another. To make the change again, plan it again.";
        throw new AppError("conflict", message, { extra: { undo_of: String(row.undo_of) } });
      }
      requireState(row, ["done", "cancelled", "failed"], "undone");
      if (row.changed === 0)
        throw new AppError("conflict", "It changed nothing, so there is nothing to undo.");
      if (body.confirm_count !== undefined) requireCount(body.confirm_count, row.changed);
      const id = await writeUndo(trx, ctx, actor, { row, body });
      return {
        update: {},
        reason: body.reason,
        data: { undone_by: id, changed: row.changed },
        answer_id: id,
      };
    },
  });
}

async function writeUndo(
  trx: Transaction,
  ctx: Context,
  actor: Authorized,
  { row, body }: { row: BulkRow; body: Body },
): Promise<string> {
  const from = String(row.id);
  const id = await insertBulk(trx, {
    undo_of: from,
    state: "planning",
    actor_id: Number(actor.id),
    actor_name: actor.name,
    changes: row.changes as object,
    reason_code: body.reason.code,
    reason_note: body.reason.note,
    case_ref: body.reason.case_ref ?? null,
    frozen_on: sqlTime(ctx.clock.now().toISOString()),
  });
  if (id === null) throw new AppError("already_done", "This bulk correction is undone already.");
  const subject = { type: "bulk" as const, id };
  if (row.changed <= MOST_AT_ONCE) {
    const { count, last } = await copyChangedItems(trx, { from, to: id, after: 0, limit: MOST_AT_ONCE });
    const update = await startRun(trx, { actor }, { id });
    await updateBulk(trx, id, { ...update, matched: count, will_change: count, last_planned_id: last });
    await publishEvent(trx, { event: "bulk.state", subject, data: { state: "queued" } });
  } else {
    await updateBulk(trx, id, await startUndoPlan(trx, { actor }, { id }));
    await publishEvent(trx, { event: "bulk.state", subject, data: { state: "planning" } });
  }
  return id;
}
