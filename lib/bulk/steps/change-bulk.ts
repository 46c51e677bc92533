import "server-only";
import { type BulkRow, type BulkUpdate, lockBulk, updateBulk } from "@/db/bulk/bulk-corrections";
import type { Transaction } from "@/db/transaction";
import { acknowledge } from "@/lib/acknowledge";
import type { AskedAct, AuditAction } from "@/lib/acts";
import type { AuditReason } from "@/lib/audit/audit-entry";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize, type Authorized } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { operationFor, parseIdempotencyKey } from "@/lib/idempotency";
import type { BulkDetail, BulkState } from "@/lib/bulk/bulk";
import { bulkDetail } from "@/lib/bulk/bulk-detail";
import { bulkNotFound, isBulkId } from "@/lib/bulk/bulk-id";

export interface ChangeBulkRequest {
  bulkId: string;
  body?: unknown;
  idempotencyKey?: string | null;
}

/** The result of a step. `answer_id` names the bulk correction to answer, if it is another one. */
export interface Step {
  update: BulkUpdate & { state?: BulkState };
  data?: Readonly<Record<string, unknown>>;
  reason?: AuditReason;
  answer_id?: string;
}

interface Change {
  act: Extract<AskedAct & AuditAction, `bulk.${string}`>;
  step: (trx: Transaction, row: BulkRow, actor: Authorized) => Promise<Step>;
}

export interface BulkAnswer {
  bulk: BulkDetail;
  replayed: boolean;
}

/**
 * Takes one step of a bulk correction: in one transaction the row is locked, changed, recorded and published. Asking
 * again with the same Idempotency-Key does nothing more. Throws 403, 404, whatever `step` throws, and 503.
 */
export async function changeBulk(
  ctx: Context,
  { bulkId, body, idempotencyKey = null }: ChangeBulkRequest,
  { act, step }: Change,
): Promise<BulkAnswer> {
  const actor = authorize(ctx, act);
  if (!isBulkId(bulkId)) throw bulkNotFound();
  const key = parseIdempotencyKey(idempotencyKey);
  const scope = { actorId: actor.id, act, subjectId: bulkId, key };
  const operation = operationFor(scope, body ?? null);
  const { answer, replayed } = await acknowledge(ctx, operation, {
    lock: async (trx) => {
      const row = await lockBulk(trx, bulkId);
      if (!row) throw bulkNotFound();
      return row;
    },
    write: async (trx, row) => {
      const { update, data, reason, answer_id = bulkId } = await step(trx, row, actor);
      if (Object.keys(update).length > 0) await updateBulk(trx, bulkId, update);
      const subject = { type: "bulk" as const, id: bulkId };
      await recordAudit(trx, ctx, {
        action: act,
        subject,
        ...(reason ? { reason } : {}),
        ...(data ? { data } : {}),
      });
      await publishEvent(trx, { event: "bulk.state", subject, data: { state: update.state ?? row.state } });
      return { bulk_id: answer_id };
    },
  });
  return { bulk: await bulkDetail(ctx.db, ctx, answer.bulk_id), replayed };
}
