import "server-only";
import { lockPass, type RiderColumns, updatePass, upsertPins } from "@/db/passes/pass-update";
import { findPassRow, type PassRow } from "@/db/passes/passes";
import { CommitUnknown, type Transaction, withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { answerOfLostCommit, firstAnswer, keepAnswer } from "@/lib/idempotency";
import { completePasses } from "@/lib/passes/complete-passes";
import type { Correction, CorrectionAnswer } from "./correction";
import { passNotFound, passNotInList } from "@/lib/passes/get-pass";
import type { PassState } from "./correction-rules";
import { passEtag } from "@/lib/passes/pass-etag";
import { heldBefore } from "@/lib/corrections/pins/pin-changes";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { passUpdate } from "./correctable-state";
import { sqlTime } from "@/lib/time/sql-time";
import { type CorrectPassRequest, parseTask, type Plan, planCorrection, type Task } from "./plan-correction";
import { stalePass } from "./stale-pass";

const NO_RIDER: RiderColumns = {
  rider_id: null,
  rider_first_name: null,
  rider_last_name: null,
  rider_common_email: null,
  rider_phone_number: null,
  rider_is_guest: null,
  rider_email: null,
};

/**
 * Corrects fields of one pass: the change, its audit entry, its event and its answer are one transaction, there together
 * or not at all. Asking again with the same Idempotency-Key gives the first answer. A dry run answers the same and writes
 * nothing. Throws 400, 403, 404, 409, 412 (with what differs, whoever wrote it), 422, 428 and 503; after a refusal
 * nothing was changed. Times are ISO 8601 UTC.
 */
export async function correctPass(
  ctx: Context,
  request: CorrectPassRequest,
): Promise<CorrectionAnswer & { replayed: boolean }> {
  const task = parseTask(authorize(ctx, "pass.correct"), request);
  try {
    return await withTransaction(ctx.db, async (trx) => {
      const row = task.body.dry_run ? await findPassRow(trx, task.passId) : await lockPass(trx, task.passId);
      if (!row || ("archived_on" in row && row.archived_on !== null))
        throw await passNotInList(trx, task.passId);
      const first = task.body.dry_run ? null : await firstAnswer(trx, task.operation);
      if (first) return { ...(first as CorrectionAnswer), replayed: true };
      if (passEtag(row) !== task.etag) throw await stalePass(trx, ctx, task.passId, task.etag);
      const plan = await planCorrection(trx, ctx, task, row);
      const answer = task.body.dry_run
        ? await previewAnswer(trx, ctx, task, plan)
        : await writeCorrection(trx, ctx, task, plan);
      return { ...answer, replayed: false };
    });
  } catch (error) {
    if (!(error instanceof CommitUnknown) || task.body.dry_run) throw error;
    ctx.log.warn({ event: "commit_unknown", op_id: task.operation.id }, "looking up a lost commit");
    const answer = await answerOfLostCommit(ctx.db, task.operation, error);
    return { ...(answer as CorrectionAnswer), replayed: false };
  }
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
  const changed = await readChanged(trx, passId);
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
      // For whoever undoes it: the version it left, and what holds it replaced.
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
  const answer = await answerFor(trx, ctx, changed, { ...correction, id: auditId });
  await keepAnswer(trx, operation, answer);
  return answer;
}

/* The pass as it would be, computed and not written; its version is the one it still has. */
async function previewAnswer(
  trx: Transaction,
  ctx: Context,
  task: Task,
  plan: Plan,
): Promise<CorrectionAnswer> {
  const overlay = {
    ...passUpdate(plan.changes),
    ...("user_id" in plan.changes ? (plan.rider ?? NO_RIDER) : {}),
  };
  const shown = { ...(await readChanged(trx, task.passId)), ...overlay };
  const answer = await answerFor(trx, ctx, shown, plan.correction);
  const pinned = [...new Set([...answer.data.pinned, ...(plan.correction.pinned?.fields ?? [])])].sort();
  return { ...answer, data: { ...answer.data, pinned }, etag: task.etag };
}

async function answerFor(
  trx: Transaction,
  ctx: Context,
  row: PassRow,
  correction: Correction,
): Promise<CorrectionAnswer> {
  const [data] = await completePasses(trx, [row], ctx.clock.now());
  if (!data) throw passNotFound();
  return { data, correction, etag: passEtag(row) };
}

async function readChanged(trx: Transaction, passId: number): Promise<PassRow> {
  const row = await findPassRow(trx, passId);
  if (!row) throw passNotFound();
  return row;
}

function pick(state: PassState, fields: readonly CorrectableField[]): Partial<PassState> {
  return Object.fromEntries(fields.map((field) => [field, state[field]]));
}
