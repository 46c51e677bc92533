import "server-only";
import { type LockedPass, lockPass, updatePass, upsertPins } from "@/db/passes/pass-update";
import { type Transaction, withTransaction } from "@/db/transaction";
import { acknowledge } from "@/lib/acknowledge";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { heldBefore } from "@/lib/corrections/pins/pin-changes";
import { publishEvent } from "@/lib/events/publish-event";
import { passNotInList } from "@/lib/passes/require-pass-row";
import { passEtag } from "@/lib/passes/pass-etag";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { sqlTime } from "@/lib/time/sql-time";
import { passUpdate } from "./correctable-state";
import type { CorrectionAnswer } from "./correction";
import { answerCorrection, readCorrected } from "./correction-answer";
import type { PassState } from "./correction-rules";
import { type CorrectPassRequest, parseTask, type Plan, planCorrection, type Task } from "./plan-correction";
import { previewCorrection } from "./preview-correction";

/**
 * Corrects fields of one pass. The change, its audit entry, its event and its answer are one transaction, all or
 * nothing. Asking again with the same Idempotency-Key gives the first answer. A dry run answers the same and writes
 * nothing. Throws 400, 403, 404, 409, 412 (with what differs, whoever wrote it), 422, 428 and 503; after an error
 * nothing was changed. Times are ISO 8601 UTC.
 */
export async function correctPass(
  ctx: Context,
  request: CorrectPassRequest,
): Promise<CorrectionAnswer & { replayed: boolean }> {
  const actor = authorize(ctx, "pass.correct");
  const task = parseTask(actor, request);
  if (task.body.dry_run) {
    const preview = await withTransaction(ctx.db, (trx) => previewCorrection(trx, ctx, task));
    return { ...preview, replayed: false };
  }
  const { answer, replayed } = await acknowledge(ctx, task.operation, {
    lock: (trx) => lockListed(trx, task.passId),
    write: async (trx, row) => writeCorrection(trx, ctx, task, await planCorrection(trx, ctx, task, row)),
  });
  return { ...answer, replayed };
}

async function lockListed(trx: Transaction, passId: number): Promise<LockedPass> {
  const row = await lockPass(trx, passId);
  if (!row) throw await passNotInList(trx, passId);
  return row;
}

async function writeCorrection(
  trx: Transaction,
  ctx: Context,
  task: Task,
  { row, before, changes, correction }: Plan,
): Promise<CorrectionAnswer> {
  const { passId, body, operation } = task;
  const fields = correction.changes.map((change) => change.field);
  const update = passUpdate(changes);
  await updatePass(trx, passId, update);
  const changed = await readCorrected(trx, passId);
  const pins = correction.pinned ? await heldBefore(trx, ctx, passId, correction.pinned) : [];
  const auditId = await recordAudit(trx, ctx, {
    action: "pass.correct",
    subject: { type: "pass", id: correction.pass_id },
    before: { ...pick(before, fields), ...(update.resolved_by ? { resolved_by: row.resolved_by } : {}) },
    after: { ...changes, ...(update.resolved_by ? { resolved_by: update.resolved_by } : {}) },
    reason: body.reason,
    data: {
      pinned: correction.pinned,
      warnings: correction.warnings.map((warning) => warning.code),
      // For a later undo: the version this correction left, and the pins it replaced.
      etag: passEtag(changed),
      pins,
    },
    op_id: operation.id,
  });
  if (correction.pinned) {
    const until = correction.pinned.until === null ? null : sqlTime(correction.pinned.until);
    await upsertPins(trx, { pass_id: passId, fields, until, audit_id: auditId });
  }
  await publishEvent(trx, {
    event: "pass.correct",
    subject: { type: "pass", id: correction.pass_id },
    data: { fields, audit_id: auditId },
  });
  return answerCorrection(trx, ctx, changed, { ...correction, id: auditId });
}

function pick(state: PassState, fields: readonly CorrectableField[]): Partial<PassState> {
  return Object.fromEntries(fields.map((field) => [field, state[field]]));
}
