import "server-only";
import { insertBulk, updateBulk } from "@/db/bulk/bulk-corrections";
import { insertItems } from "@/db/bulk/bulk-item-rows";
import { findRiderColumns } from "@/db/passes/pass-update";
import type { Transaction } from "@/db/transaction";
import { acknowledge } from "@/lib/acknowledge";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Actor, Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { operationFor, parseIdempotencyKey } from "@/lib/idempotency";
import { invalidChange } from "@/lib/http/parse-act";
import { passQueryToSearch } from "@/lib/passes/query/pass-query";
import { sqlTime } from "@/lib/time/sql-time";
import { approvalThreshold } from "@/lib/bulk/approval-threshold";
import type { BulkDetail } from "@/lib/bulk/bulk";
import { freezePasses, type Frozen, withFrozen } from "./freeze-passes";
import { bulkDetail } from "@/lib/bulk/get-bulk";
import { type BulkAsk, parseBulk } from "./parse-bulk";
import { selectPasses } from "./select-passes";

export interface PlanBulkRequest {
  body: unknown;
  idempotencyKey?: string | null;
}

interface Kept {
  bulk_id: string;
}

/* A plan whose numbers are known, or one that a job makes from passes up to an id. */
type Start = { frozen: Frozen } | { last_id: number };

const NOTHING = { matched: 0, will_change: 0, unchanged: 0, refused: 0, tally: null };

/**
 * Plans a bulk correction: freezes which passes are meant with the version of each and tells what would become of them; no
 * pass is changed. Up to 2,000 are planned at once, more by a job (state `planning`). Asking again with the same
 * Idempotency-Key answers the first plan as it is by then. Throws 400, 403, 409, 422 and 503.
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
  const start: Start =
    "last_id" in selected
      ? selected
      : { frozen: freezePasses(selected.rows, ask.changes, at, selected.missing) };
  const { answer, replayed } = await acknowledge(ctx, operation, {
    write: async (trx): Promise<Kept> => {
      await requireRider(trx, ask);
      const bulk_id = await writePlan(trx, ctx, actor, { ask, start, now });
      await recordAudit(trx, ctx, {
        action: "bulk.plan",
        subject: { type: "bulk", id: bulk_id },
        reason: ask.reason,
        data: { changes: ask.changes, ...searchOf(ask), ...countOf(start) },
      });
      return { bulk_id };
    },
  });
  return { bulk: await bulkDetail(ctx.db, ctx, answer.bulk_id), replayed };
}

async function writePlan(
  trx: Transaction,
  ctx: Context,
  actor: Actor,
  { ask, start, now }: { ask: BulkAsk; start: Start; now: Date },
): Promise<string> {
  const numbers = "frozen" in start ? withFrozen(NOTHING, start.frozen.told) : {};
  const state = "frozen" in start ? "planned" : "planning";
  const id = await insertBulk(trx, {
    state,
    actor_id: Number(actor.id),
    actor_name: actor.name,
    ...searchOf(ask),
    changes: ask.changes,
    reason_code: ask.reason.code,
    reason_note: ask.reason.note,
    case_ref: ask.reason.case_ref ?? null,
    is_pinned: ask.pin_until === undefined ? 0 : 1,
    pin_until: ask.pin_until === undefined ? null : sqlTime(ask.pin_until),
    frozen_on: sqlTime(now.toISOString()),
    ...numbers,
    needs_approval: (numbers.will_change ?? 0) > (await approvalThreshold(trx)) ? 1 : 0,
  });
  if (id === null) throw new Error("a plan that undoes nothing collided with another");
  if ("frozen" in start) {
    await insertItems(
      trx,
      start.frozen.items.map((item) => ({ ...item, bulk_id: id })),
    );
  } else {
    const job_id = await enqueueJob(trx, ctx, {
      kind: "bulk.plan",
      payload: { bulk_id: id, last_id: start.last_id },
      subject: { type: "bulk", id },
      unique_key: `bulk.plan:${id}`,
    });
    await updateBulk(trx, id, { job_id });
  }
  await publishEvent(trx, { event: "bulk.state", subject: { type: "bulk", id }, data: { state } });
  return id;
}

async function requireRider(trx: Transaction, { changes }: BulkAsk): Promise<void> {
  if (typeof changes.user_id !== "string") return;
  if (await findRiderColumns(trx, Number(changes.user_id))) return;
  throw invalidChange([{ field: "user_id", code: "unknown_rider", message: "No rider has this number." }]);
}

function searchOf({ selection }: BulkAsk): { search: string | null } {
  return { search: "query" in selection ? passQueryToSearch(selection.query).toString() : null };
}

function countOf(start: Start): { passes?: number } {
  return "frozen" in start ? { passes: start.frozen.items.length } : {};
}
