import "server-only";
import { findRiderColumns } from "@/db/passes/pass-update";
import type { Transaction } from "@/db/transaction";
import { acknowledge } from "@/lib/acknowledge";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { BulkDetail } from "@/lib/bulk/bulk";
import { bulkDetail } from "@/lib/bulk/bulk-detail";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { invalidChange } from "@/lib/http/parse-act";
import { operationFor, parseIdempotencyKey } from "@/lib/idempotency";
import { freezePasses } from "./freeze-passes";
import { makeRoomForPlan } from "./make-room-for-plan";
import { type BulkAsk, parseBulk } from "./parse-bulk";
import { selectPasses } from "./select-passes";
import { type PlanStart, searchOf, writePlan } from "./write-plan";

export interface PlanBulkRequest {
  body: unknown;
  idempotencyKey?: string | null;
}

/**
 * Plans a bulk correction: freezes the selected passes with the version of each, and answers what would happen to them.
 * It changes no pass. Up to 2,000 passes are planned at once, more by a job (state `planning`). Asking again with the
 * same Idempotency-Key answers the first plan in its current state. The oldest of the person's plans that nobody ran gives
 * way to the eleventh. Throws 400, 403, 409, 422, 429 if those hold too many passes, and 503.
 */
export async function planBulk(
  ctx: Context,
  { body, idempotencyKey = null }: PlanBulkRequest,
): Promise<{ bulk: BulkDetail; replayed: boolean }> {
  const actor = authorize(ctx, "bulk.plan");
  const key = parseIdempotencyKey(idempotencyKey);
  const now = ctx.clock.now();
  const at = { now, zone: ctx.zone };
  const ask = parseBulk(body, at);
  const operation = operationFor({ actorId: actor.id, act: "bulk.plan", subjectId: "", key }, ask);
  const selected = await selectPasses(ctx.db, ask.selection, at);
  const start: PlanStart =
    "last_id" in selected
      ? selected
      : { frozen: freezePasses(selected.rows, ask.changes, at, selected.missing) };
  const { answer, replayed } = await acknowledge(ctx, operation, {
    write: async (trx) => {
      await requireRider(trx, ask);
      const gave_way = await makeRoomForPlan(trx, actor, now);
      const { id, state } = await writePlan(trx, actor, { ask, start, now });
      const subject = { type: "bulk" as const, id };
      const data = {
        changes: ask.changes,
        search: searchOf(ask),
        ...countOf(start),
        ...(gave_way.length > 0 ? { gave_way } : {}),
      };
      await recordAudit(trx, ctx, { action: "bulk.plan", subject, reason: ask.reason, data });
      await publishEvent(trx, { event: "bulk.state", subject, data: { state } });
      return { bulk_id: id };
    },
  });
  return { bulk: await bulkDetail(ctx.db, ctx, answer.bulk_id), replayed };
}

async function requireRider(trx: Transaction, { changes }: BulkAsk): Promise<void> {
  if (typeof changes.user_id !== "string") return;
  if (await findRiderColumns(trx, Number(changes.user_id))) return;
  throw invalidChange([{ field: "user_id", code: "unknown_rider", message: "No rider has this number." }]);
}

function countOf(start: PlanStart): { passes?: number } {
  return "frozen" in start ? { passes: start.frozen.items.length } : {};
}
