import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { type BulkRow, listUndoing, lockBulk, updateBulk } from "@/db/bulk/bulk-corrections";
import type { Transaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import type { JobEnd, JobHandler, JobRun } from "@/lib/jobs/job-run";
import { readPayload } from "@/lib/jobs/payload";
import { sqlTime } from "@/lib/time/sql-time";
import type { BulkState } from "@/lib/bulk/bulk";
import { changesOf, doneOf } from "@/lib/bulk/bulk-row";
import { tallyOf } from "@/lib/bulk/bulk-tally";
import { actAsAsker } from "./job-actor";
import { runBatch } from "./run-batch";

const payloadSchema = z.object({ bulk_id: z.string() });

/* Most passes in one transaction. Fewer if a batch takes long, because others wait for these rows. */
const MOST_ROWS = 500;
const FEWEST_ROWS = 25;
const LONG_MS = 150;
/* How often locked passes are tried, and the pause between tries, which grows with each. */
const TURNS = 4;
const TURN_PAUSE_MS = 700;

/** Corrects the passes of a plan batch by batch, from wherever it stands. Throws `JobRefused` if the right is lost. */
async function carryOut(ctx: Context, run: JobRun, payload: unknown): Promise<void> {
  const { bulk_id } = readPayload(payloadSchema, payload);
  const row = await run.transact((trx) => begin(trx, ctx, bulk_id, run.id));
  if (row === null) return;
  run.report(doneOf(row), row.will_change);
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const held = await goThrough(ctx, run, row, turn === TURNS);
    if (held === null) break;
    if (held === 0 || turn === TURNS) return run.finish((trx) => finish(trx, ctx, bulk_id, run.id));
    await wait(TURN_PAUSE_MS * turn, undefined, { signal: run.signal });
  }
  await run.finish((trx) => stopWhereAsked(trx, ctx, bulk_id, run.id));
}

/* One round through the remaining passes. Answers how many were locked by somebody, or null if the run must stop. */
async function goThrough(ctx: Context, run: JobRun, row: BulkRow, gives_up: boolean): Promise<number | null> {
  const request = { bulk_id: String(row.id), job_id: run.id, gives_up };
  const permission = row.undo_of === null ? "pass.correct" : "pass.undo";
  let [after, limit, held] = [0, MOST_ROWS, 0];
  for (;;) {
    run.signal.throwIfAborted();
    const asker = await actAsAsker(ctx, row, ["bulk.run", permission]);
    const from = performance.now();
    const result = await run.transact((trx) => runBatch(asker, trx, { ...request, after, limit }));
    if (result === null || result.row.state !== "running") return null;
    if (result.last === null) return held;
    held += result.held;
    after = result.last;
    run.report(result.done, row.will_change);
    limit = nextLimit(limit, performance.now() - from);
  }
}

function nextLimit(limit: number, ms: number): number {
  if (ms > LONG_MS) return Math.max(FEWEST_ROWS, Math.floor(limit / 2));
  return ms < LONG_MS / 2 ? Math.min(MOST_ROWS, limit + 50) : limit;
}

/* A failed run continues if its job is retried. Null if there is nothing for this job to do. */
async function begin(trx: Transaction, ctx: Context, id: string, jobId: string): Promise<BulkRow | null> {
  const row = await lockBulk(trx, id);
  if (row === null || row.job_id !== jobId) return null;
  if (["pausing", "cancelling"].includes(row.state)) return stop(trx, ctx, row);
  if (!["queued", "running", "failed"].includes(row.state)) return null;
  if (row.undo_of === null) changesOf(row);
  if (row.state === "failed" && (await listUndoing(trx, [id])).has(id)) return null;
  const now = ctx.clock.now().toISOString();
  const tally = { ...tallyOf(row), since: now, done_before: doneOf(row) };
  const started_on = row.started_on ?? sqlTime(now);
  await updateBulk(trx, id, { state: "running", started_on, finished_on: null, error_message: null, tally });
  await publishState(trx, id, "running");
  return { ...row, state: "running", started_on };
}

async function stopWhereAsked(trx: Transaction, ctx: Context, id: string, jobId: string): Promise<void> {
  const row = await lockBulk(trx, id);
  if (row !== null && row.job_id === jobId) await stop(trx, ctx, row);
}

async function stop(trx: Transaction, ctx: Context, row: BulkRow): Promise<null> {
  if (row.state === "pausing") {
    await updateBulk(trx, String(row.id), { state: "paused" });
    await publishState(trx, String(row.id), "paused");
  } else if (row.state === "cancelling") {
    await end(trx, ctx, row, "cancelled", null);
  }
  return null;
}

async function finish(trx: Transaction, ctx: Context, id: string, jobId: string): Promise<void> {
  const row = await lockBulk(trx, id);
  if (row === null || row.job_id !== jobId) return;
  if (row.state === "pausing" || row.state === "running") await end(trx, ctx, row, "done", null);
  else await stop(trx, ctx, row);
}

async function end(
  trx: Transaction,
  ctx: Context,
  row: BulkRow,
  state: Extract<BulkState, "done" | "cancelled" | "failed">,
  error: string | null,
): Promise<void> {
  const id = String(row.id);
  const finished_on = sqlTime(ctx.clock.now().toISOString());
  await updateBulk(trx, id, { state, finished_on, error_message: error });
  const { changed, skipped, failed } = row;
  await recordAudit(trx, ctx, {
    action: "bulk.finish",
    subject: { type: "bulk", id },
    data: { state, changed, skipped, failed },
    system_actor: "PassDesk",
  });
  await publishState(trx, id, state);
}

async function publishState(trx: Transaction, id: string, state: BulkState): Promise<void> {
  await publishEvent(trx, { event: "bulk.state", subject: { type: "bulk", id }, data: { state } });
}

/**
 * Ends the bulk correction of a job that was given up or canceled: it says why, and nothing continues by itself.
 * @unauthorized It only records what has already happened.
 */
export async function endBulk(
  trx: Transaction,
  ctx: Context,
  payload: unknown,
  { job_id, state, message }: JobEnd,
): Promise<void> {
  const told = payloadSchema.safeParse(payload);
  const row = told.success ? await lockBulk(trx, told.data.bulk_id) : null;
  // Paused and resumed in the meantime: another job runs it.
  if (row === null || row.job_id !== job_id) return;
  if (["planned", "done", "cancelled", "failed", "paused"].includes(row.state)) return;
  if (state === "cancelled") await end(trx, ctx, row, "cancelled", null);
  else await end(trx, ctx, row, "failed", message);
}

/**
 * The worker's handler for running bulk corrections.
 * @unauthorized The person who asked for it is authorized again before each batch.
 */
export const BULK_RUN: JobHandler = { run: carryOut, ended: endBulk };
