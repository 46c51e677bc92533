import "server-only";
import { findPassRow, type PassRow } from "@/db/passes/passes";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { completePasses } from "@/lib/passes/complete-passes";
import { passNotFound } from "@/lib/passes/require-pass-row";
import { passEtag } from "@/lib/passes/pass-etag";
import type { Correction, CorrectionAnswer } from "./correction";

/** The row of a pass as this transaction left it. Throws 404. */
export async function readCorrected(trx: Transaction, passId: number): Promise<PassRow> {
  const row = await findPassRow(trx, passId);
  if (!row) throw passNotFound();
  return row;
}

export async function answerCorrection<Told extends Correction>(
  trx: Transaction,
  ctx: Pick<Context, "clock">,
  row: PassRow,
  correction: Told,
): Promise<CorrectionAnswer & { correction: Told }> {
  const [data] = await completePasses(trx, [row], ctx.clock.now());
  if (!data) throw passNotFound();
  return { data, correction, etag: passEtag(row) };
}
