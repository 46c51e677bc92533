import "server-only";
import { z } from "zod";
import {
  type ArchiveRunRow,
  endArchiveRun,
  lockArchiveRun,
  markArchiveRunning,
  restartArchiveRun,
  setArchiveTotal,
} from "@/db/archive/archive-runs";
import { databaseFault } from "@/db/database-errors";
import { listMovable } from "@/db/archive/pass-archive";
import type { Transaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { actingFor } from "@/lib/auth/acting-for";
import { asMachine, type AuthorizedContext, type MachineContext } from "@/lib/auth/authorize";
import { authorizeFor } from "@/lib/auth/authorize-for";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { type JobEnd, type JobHandler, JobRefused, type JobRun } from "@/lib/jobs/job-run";
import { knownWord } from "@/lib/fields/stored-word";
import { readPayload } from "@/lib/jobs/payload";
import { ARCHIVE_DIRECTIONS, type ArchiveDirection, permissionFor } from "./archive";
import { type ArchiveAsk, parseAsk } from "./archive-ask";
import { type ArchiveSelection, archiveSelection } from "./archive-selection";
import { moveBatch } from "./move-batch";
import { countPlan } from "./plan-request";

const payloadSchema = z.object({ run_id: z.string() });

const MOST_ROWS = 500;
const LEAST_ROWS = 50;
/* Milliseconds a batch should take. A batch may lock its passes for 250 ms; after a slower one the next is smaller. */
const BATCH_MS = 120;
const READ_LIMIT_MS = 25_000;

/**
 * Does a run: batch after batch, each one transaction, until nothing is left. What somebody held when its batch came is
 * looked at once more in the end, and then counted as left for the next run. Every attempt continues after the last
 * committed batch, so no pass is moved twice or forgotten. Throws `JobRefused` if the person who asked has lost the
 * right.
 * @unauthorized The person who asked for the run is authorized again before anything is moved.
 */
export async function runArchive(ctx: Context, run: JobRun, payload: unknown): Promise<void> {
  const { run_id } = readPayload(payloadSchema, payload);
  // not recorded: the request of a run, its end and each batch are recorded
  const row = await run.transact((trx) => begin(trx, run_id));
  if (row === null) return;
  const direction = directionOf(row);
  const acting = await actorOfRun(ctx, row, direction);
  const ask = parseAsk(row);
  const selection = await archiveSelection(ctx.db, direction, ask, ctx.zone);
  const rows_total = row.rows_total ?? (await countTotal(ctx, direction, ask));
  if (row.rows_total === null && rows_total !== null) {
    // not recorded: a total for those who watch the run
    await run.transact((trx) => setArchiveTotal(trx, run_id, rows_total));
  }
  const kept = await moveAll(acting, run, { ...row, rows_total }, selection);
  if (kept > 0) {
    // not recorded: the second look's batches are
    const again = await run.transact(async (trx) => {
      await restartArchiveRun(trx, run_id);
      return lockArchiveRun(trx, run_id);
    });
    if (again) await moveAll(acting, run, again, selection);
  }
  await run.finish((trx) => finish(trx, acting, run_id));
}

/* Null if the run is already over: the worker died between its last commit and ending the job. */
async function begin(trx: Transaction, runId: string): Promise<ArchiveRunRow | null> {
  const row = await lockArchiveRun(trx, runId);
  if (!row) throw new JobRefused("run_gone", "The run is not there any more.");
  if (row.state === "done" || row.state === "cancelled") return null;
  directionOf(row);
  parseAsk(row);
  await markArchiveRunning(trx, runId);
  if (row.state !== "running") {
    const subject = { type: "archive_run" as const, id: runId };
    await publishEvent(trx, { event: "archive.state", subject, data: { state: "running" } });
  }
  return row;
}

function directionOf({ id, direction }: ArchiveRunRow): ArchiveDirection {
  return knownWord(ARCHIVE_DIRECTIONS, direction, `Archive run ${id}`);
}

/* The total only serves those who watch the run. If counting takes too long, the passes are moved without it. */
async function countTotal(
  ctx: Context,
  direction: ArchiveDirection,
  ask: ArchiveAsk,
): Promise<number | null> {
  try {
    return (await countPlan(ctx.exportDb, direction, ask, ctx.zone)).will_move;
  } catch (error) {
    if (databaseFault(error) !== "too_slow") throw error;
    return null;
  }
}

async function actorOfRun(
  ctx: Context,
  row: ArchiveRunRow,
  direction: ArchiveDirection,
): Promise<AuthorizedContext | MachineContext> {
  if (row.actor_id === null)
    return asMachine(ctx, "requested on the machine, where everybody has every right");
  const asker = await authorizeFor(ctx, row.actor_id, [permissionFor(direction)]);
  if (typeof asker !== "string") return asker;
  throw new JobRefused(
    "forbidden",
    `${row.actor_name} may not do this any more. What was moved stays moved.`,
  );
}

/* Answers how many passes it had to leave. */
async function moveAll(
  ctx: AuthorizedContext | MachineContext,
  run: JobRun,
  row: ArchiveRunRow,
  selection: ArchiveSelection,
): Promise<number> {
  const { id, actor_name, actor_id, rows_total } = row;
  const direction = directionOf(row);
  const system_actor = actor_id === null ? actor_name : null;
  let [after, done, left, rows] = [row.resume_point, row.rows_done, row.rows_kept, MOST_ROWS / 2];
  for (;;) {
    if (run.signal.aborted) throw run.signal.reason;
    const request = { conditions: selection.movable, after, limit: rows };
    const passes = await listMovable(ctx.db, request, { limit_ms: READ_LIMIT_MS });
    if (passes.length === 0) return left;
    let began = 0;
    const { moved, kept } = await run.transact((trx) => {
      began = performance.now();
      return moveBatch(trx, ctx, { run_id: String(id), direction, system_actor, selection, passes });
    });
    const pace = BATCH_MS / Math.max(1, performance.now() - began);
    rows = Math.round(Math.min(MOST_ROWS, Math.max(LEAST_ROWS, passes.length * pace, rows / 2)));
    after = passes.at(-1) ?? after;
    done += moved;
    left += kept;
    run.report(done + left, rows_total === null ? null : Math.max(done + left, rows_total));
  }
}

async function finish(trx: Transaction, ctx: Context, runId: string): Promise<void> {
  const row = await lockArchiveRun(trx, runId);
  if (!row) throw new JobRefused("run_gone", "The run is not there any more.");
  await end(trx, ctx, row, { state: "done", error_message: null });
}

async function end(
  trx: Transaction,
  ctx: Pick<Context, "actor" | "requestId">,
  row: ArchiveRunRow,
  how: Parameters<typeof endArchiveRun>[2],
): Promise<void> {
  const id = String(row.id);
  const subject = { type: "archive_run" as const, id };
  const { direction, rows_done, rows_kept } = row;
  await endArchiveRun(trx, id, how);
  await recordAudit(trx, ctx, {
    action: "archive.finish",
    subject,
    data: { direction, state: how.state, rows_done, rows_kept },
    ...(ctx.actor === null ? { system_actor: row.actor_name } : {}),
  });
  await publishEvent(trx, { event: "archive.state", subject, data: { state: how.state } });
}

/** Records that a run was canceled or given up, in the transaction that ends its job. */
async function endArchive(
  trx: Transaction,
  ctx: Context,
  payload: unknown,
  { state, message }: JobEnd,
): Promise<void> {
  const told = payloadSchema.safeParse(payload);
  const row = told.success ? await lockArchiveRun(trx, told.data.run_id) : null;
  if (!row || row.state === "done") return;
  const acting = row.actor_id === null ? null : await actingFor(ctx, row.actor_id);
  await end(trx, acting ?? { ...ctx, actor: null }, row, {
    state: state === "cancelled" ? "cancelled" : "failed",
    error_message: state === "cancelled" ? null : message,
  });
}

/**
 * The worker's handler for archiving and restoring.
 * @unauthorized The person who asked for the run is authorized again before anything is moved.
 */
export const archiveRunJob: JobHandler = { run: runArchive, ended: endArchive };
