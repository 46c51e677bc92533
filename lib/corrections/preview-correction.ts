import "server-only";
import { findPassRow } from "@/db/passes/passes";
import type { RiderColumns } from "@/db/passes/pass-update";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { passNotInList } from "@/lib/passes/require-pass-row";
import { passUpdate } from "./correctable-state";
import type { CorrectionAnswer } from "./correction";
import { answerCorrection } from "./correction-answer";
import { planCorrection, type Task } from "./plan-correction";

const NO_RIDER: RiderColumns = {
  rider_id: null,
  rider_first_name: null,
  rider_last_name: null,
  rider_common_email: null,
  rider_phone_number: null,
  rider_is_guest: null,
  rider_email: null,
};

/** The pass as a correction would leave it, computed and not written; it has the version of the current row. */
export async function previewCorrection(
  trx: Transaction,
  ctx: Context,
  task: Task,
): Promise<CorrectionAnswer> {
  const row = await findPassRow(trx, task.passId);
  if (!row || row.archived_on !== null) throw await passNotInList(trx, task.passId);
  const { changes, correction, rider } = await planCorrection(trx, ctx, task, row);
  const shown = { ...row, ...passUpdate(changes), ...("user_id" in changes ? (rider ?? NO_RIDER) : {}) };
  const answer = await answerCorrection(trx, ctx, shown, correction);
  const pinned = [...new Set([...answer.data.pinned, ...(correction.pinned?.fields ?? [])])].sort();
  return { ...answer, data: { ...answer.data, pinned }, etag: task.etag };
}
