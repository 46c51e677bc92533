import "server-only";
import { findCorrectionEntry } from "@/db/corrections/corrections";
import { lockPass, updatePass } from "@/db/passes/pass-update";
import type { Transaction } from "@/db/transaction";
import { acknowledge } from "@/lib/acknowledge";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Actor, Context } from "@/lib/context";
import { inversePins, writePins } from "@/lib/corrections/pins/pin-changes";
import { publishEvent } from "@/lib/events/publish-event";
import { parseAct } from "@/lib/http/parse-act";
import { type Operation, operationFor, parseIdempotencyKey } from "@/lib/idempotency";
import { passNotInList } from "@/lib/passes/require-pass-row";
import { parseIfMatch, passEtag } from "@/lib/passes/pass-etag";
import type { UndoAnswer } from "./correction";
import { answerCorrection, readCorrected } from "./correction-answer";
import { type CorrectionReason, undoSchema } from "./correction-rules";
import { correctionNotFound, isEntryId } from "./correction-id";
import { planUndo, requireNotUndone, requireUnchanged, type UndoPlan } from "./plan-undo";
import { requireKnownFields, type StoredCorrection, storedCorrection } from "./stored-correction";
import { unusualTransition } from "./unusual-transition";

export interface UndoCorrectionRequest {
  correctionId: string;
  body: unknown;
  /** The version the caller saw; null: the pass must be what the correction left. */
  ifMatch: string | null;
  idempotencyKey: string | null;
}

interface UndoTask {
  actor: Actor;
  correction: StoredCorrection;
  passId: number;
  reason: CorrectionReason;
  ifMatch: string | null;
  operation: Operation;
}

/**
 * Undoes one correction or one undo: its fields, how the rider is identified and its pins are as before it, in one
 * transaction with entry, event and answer. It overwrites no later change: it throws 409 `changed_since` with what
 * differs if the pass changed since, 409 `already_done` with who undid it first, and 409 `conflict` if the pass is
 * archived. If only other fields changed, `can_repeat` is true, and asking again with If-Match of the version seen
 * undoes it. Throws 400, 403, 404, 412, 422 and 503 too; after an error nothing was changed. Asking again with the same
 * Idempotency-Key gives the first answer.
 */
export async function undoCorrection(
  ctx: Context,
  request: UndoCorrectionRequest,
): Promise<UndoAnswer & { replayed: boolean }> {
  const actor = authorize(ctx, "pass.undo");
  const task = await readTask(ctx, actor, request);
  const { answer, replayed } = await acknowledge(ctx, task.operation, {
    lock: (trx) => lockPass(trx, task.passId),
    write: async (trx, locked) => {
      if (!locked) throw await passNotInList(trx, task.passId);
      await requireNotUndone(trx, task.correction);
      const row = await readCorrected(trx, task.passId);
      const isAsLeft = await requireUnchanged(trx, ctx, task.correction, row, task.ifMatch);
      return writeUndo(trx, ctx, task, await planUndo(trx, task.correction, locked, isAsLeft));
    },
  });
  return { ...answer, replayed };
}

async function readTask(ctx: Context, actor: Actor, request: UndoCorrectionRequest): Promise<UndoTask> {
  const { correctionId, body, ifMatch } = request;
  const key = parseIdempotencyKey(request.idempotencyKey);
  const seen = ifMatch === null ? null : parseIfMatch(ifMatch);
  const { reason } = parseAct(undoSchema, body);
  // An entry never changes, so it can be read before anything is locked.
  const entry = isEntryId(correctionId) ? await findCorrectionEntry(ctx.db, correctionId) : null;
  if (entry) requireKnownFields(entry.after_values, `Correction ${entry.id}`);
  const correction = entry && storedCorrection(entry);
  if (!correction || correction.changes.length === 0) throw correctionNotFound();
  const scope = { actorId: actor.id, act: "pass.undo", subjectId: correction.id, key };
  const operation = operationFor(scope, { reason, ifMatch: seen });
  return { actor, correction, passId: Number(correction.pass_id), reason, ifMatch: seen, operation };
}

async function writeUndo(
  trx: Transaction,
  ctx: Context,
  { actor, correction, passId, reason }: UndoTask,
  { before, inverse, changes, update }: UndoPlan,
): Promise<UndoAnswer> {
  const fields = changes.map(({ field }) => field);
  const pins = await inversePins(trx, ctx, correction);
  await updatePass(trx, passId, update);
  const row = await readCorrected(trx, passId);
  const { resolved_by } = correction;
  const undoes = correction.id;
  const id = await recordAudit(trx, ctx, {
    action: "pass.undo",
    subject: { type: "pass", id: correction.pass_id },
    before: {
      ...Object.fromEntries(fields.map((field) => [field, before[field]])),
      ...(resolved_by ? { resolved_by: resolved_by.after } : {}),
    },
    after: { ...inverse, ...(resolved_by ? { resolved_by: resolved_by.before } : {}) },
    reason,
    data: { undoes, fields, etag: passEtag(row), pins },
    op_id: `undo-${undoes}`,
  });
  await writePins(trx, passId, pins);
  await publishEvent(trx, {
    event: "pass.undo",
    subject: { type: "pass", id: correction.pass_id },
    data: { fields, audit_id: id },
  });
  return answerCorrection(trx, ctx, row, {
    id,
    pass_id: correction.pass_id,
    actor: { id: actor.id, name: actor.name },
    reason,
    changes,
    pinned: null,
    warnings: unusualTransition(before, { ...before, ...inverse }, ctx.clock.now()),
    dry_run: false,
    undoes,
  });
}
