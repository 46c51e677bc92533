import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { type ArchiveRunRow, findArchiveRun } from "@/db/archive/archive-runs";
import type { Transaction } from "@/db/transaction";
import { acknowledge } from "@/lib/acknowledge";
import { operationOf } from "@/lib/idempotency";
import { writeArchiveRun } from "./write-archive-run";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { getPass } from "@/lib/passes/get-pass";
import { requirePassRow } from "@/lib/passes/require-pass-row";
import type { Pass } from "@/lib/passes/pass";
import type { ArchiveRun } from "./archive";
import { archiveRunOf } from "./archive-run-row";

export type Restored = { pass: Pass; etag: string } | { run: ArchiveRun };

const WAIT_MS = 2000;
const LOOK_EVERY_MS = 100;
const OVER = new Set(["done", "failed", "cancelled"]);

/**
 * Brings one pass back to the list. Only the worker moves rows, so this asks for a run of one pass and waits for it up
 * to two seconds. Asking again with the same Idempotency-Key waits for the same run. If the worker is busy, it answers the run, which continues by itself. Throws 403, 404, and 409 for a
 * pass that is not archived or could not be restored.
 */
export async function restorePass(ctx: Context, passId: string, reason: string | null): Promise<Restored> {
  const actor = authorize(ctx, "pass.restore");
  const row = await requirePassRow(ctx.db, passId);
  const operation = operationOf(ctx, { actor, act: "pass.restore", subjectId: passId }, reason);
  const write = async (trx: Transaction) => {
    if (row.archived_on === null)
      throw new AppError("conflict", "This pass is in the list. There is nothing to restore.");
    const as_of = ctx.clock.now().toISOString();
    const ask = { as_of, policy: null, search: null, pass_ids: [passId], reason };
    return writeArchiveRun(trx, { ...ctx, actor }, { direction: "restore", ask });
  };
  const { answer } = await acknowledge(ctx, operation, { write });
  const run = await untilOver(ctx, answer.run_id);
  if (!OVER.has(run.state)) return { run: archiveRunOf(run, ctx.clock.now()) };
  if (run.state !== "done" || run.rows_done === 0) {
    throw new AppError(
      "conflict",
      run.error_message ?? "Another pass has this number now. Nothing was changed.",
    );
  }
  const { pass, etag } = await getPass(ctx, passId);
  return { pass, etag };
}

async function untilOver(ctx: Context, runId: string): Promise<ArchiveRunRow> {
  const until = performance.now() + WAIT_MS;
  for (;;) {
    const row = await findArchiveRun(ctx.db, runId);
    if (!row) throw new Error(`run ${runId} is gone`);
    if (OVER.has(row.state) || performance.now() > until || ctx.signal.aborted) return row;
    await wait(LOOK_EVERY_MS);
  }
}
