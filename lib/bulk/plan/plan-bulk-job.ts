import "server-only";
import { z } from "zod";
import { type BulkRow, lockBulk, updateBulk } from "@/db/bulk/bulk-corrections";
import { copyChangedItems, insertItems } from "@/db/bulk/bulk-item-rows";
import type { Transaction } from "@/db/transaction";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import type { JobHandler, JobRun } from "@/lib/jobs/job-run";
import { readPayload } from "@/lib/jobs/payload";
import { parseStoredQuery } from "@/lib/passes/query/stored-query";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";
import { approvalThreshold } from "@/lib/bulk/approval-threshold";
import { changesOf } from "@/lib/bulk/bulk-row";
import { endBulk } from "@/lib/bulk/run/run-bulk-job";
import { freezePasses, withFrozen } from "./freeze-passes";
import { actAsAsker } from "@/lib/bulk/run/job-actor";
import { FIRST_WIDTH, readWindow } from "./select-passes";
import { startRun } from "@/lib/bulk/steps/start-run";

const payloadSchema = z.object({ bulk_id: z.string(), last_id: z.number() });
const COPIED_AT_ONCE = 2000;

/**
 * Makes a plan that is too large to make during a request, from wherever it stands. Throws `JobRefused` if the right is
 * lost.
 */
async function makePlan(ctx: Context, run: JobRun, payload: unknown): Promise<void> {
  const { bulk_id, last_id } = readPayload(payloadSchema, payload);
  // not recorded: the request of a plan is recorded, its progress is not
  const row = await run.transact((trx) => begin(trx, bulk_id, run.id));
  if (row === null) return;
  const asker = await actAsAsker(ctx, row, ["bulk.plan"]);
  const goesOn =
    row.undo_of === null ? await freeze(ctx, run, row, last_id) : await copy(run, row, row.undo_of);
  // not recorded: a plan changes no pass; starting its run is recorded
  if (goesOn) await run.finish((trx) => finishPlan(trx, asker, bulk_id));
}

/* A failed plan continues if its job is retried. Null if there is nothing for this job to do. */
async function begin(trx: Transaction, id: string, jobId: string): Promise<BulkRow | null> {
  const row = await lockBulk(trx, id);
  if (row === null || row.job_id !== jobId) return null;
  if (row.state === "planning") return row;
  if (row.state !== "failed") return null;
  const subject = { type: "bulk" as const, id };
  await updateBulk(trx, id, { state: "planning", error_message: null, finished_on: null });
  await publishEvent(trx, { event: "bulk.state", subject, data: { state: "planning" } });
  return { ...row, state: "planning" };
}

async function freeze(ctx: Context, run: JobRun, row: BulkRow, last_id: number): Promise<boolean> {
  // `now-7d` means seven days before the plan was requested, however late this runs.
  const at = { now: new Date(`${row.frozen_on.replace(" ", "T")}Z`), zone: ctx.zone };
  const query = parseStoredQuery(row.search ?? "", at, `Bulk correction ${row.id}`);
  const conditions = await resolveConditions(ctx.exportDb, query, at);
  const changes = changesOf(row);
  let [after, width] = [row.last_planned_id, FIRST_WIDTH];
  while (after < last_id) {
    run.signal.throwIfAborted();
    const { rows, upto, next_width } = await readWindow(ctx.exportDb, conditions, { after, last_id, width });
    const frozen = freezePasses(rows, changes, at);
    // not recorded: a plan changes no pass; starting its run is recorded
    const goesOn = await run.transact(async (trx) => {
      const now = await lockBulk(trx, String(row.id));
      if (now?.state !== "planning" || now.last_planned_id !== after) return false;
      await insertItems(
        trx,
        frozen.items.map((item) => ({ ...item, bulk_id: String(row.id) })),
      );
      await updateBulk(trx, String(row.id), { ...withFrozen(now, frozen.told), last_planned_id: upto });
      return true;
    });
    if (!goesOn) return false;
    [after, width] = [upto, next_width];
    run.report(after, last_id);
  }
  return true;
}

async function copy(run: JobRun, row: BulkRow, from: string): Promise<boolean> {
  const to = String(row.id);
  for (;;) {
    run.signal.throwIfAborted();
    // not recorded: a plan changes no pass; the request of the undo is recorded
    const copied = await run.transact(async (trx) => {
      const now = await lockBulk(trx, to);
      if (now?.state !== "planning") return null;
      const after = now.last_planned_id;
      const { count, last } = await copyChangedItems(trx, { from, to, after, limit: COPIED_AT_ONCE });
      const matched = now.matched + count;
      await updateBulk(trx, to, { matched, will_change: matched, last_planned_id: last });
      return { count, matched };
    });
    if (copied === null) return false;
    if (copied.count === 0) return true;
    run.report(copied.matched, null);
  }
}

/* An undo was confirmed when it was requested, so it runs at once; any other plan waits for people. */
async function finishPlan(trx: Transaction, asker: AuthorizedContext, id: string): Promise<void> {
  const row = await lockBulk(trx, id);
  if (row?.state !== "planning") return;
  const update =
    row.undo_of === null
      ? { state: "planned", needs_approval: row.will_change > (await approvalThreshold(trx)) ? 1 : 0 }
      : await startRun(trx, asker, row);
  await updateBulk(trx, id, update);
  await publishEvent(trx, {
    event: "bulk.state",
    subject: { type: "bulk", id },
    data: { state: update.state ?? "planned" },
  });
}

/**
 * The worker's handler for planning bulk corrections.
 * @unauthorized It starts by authorizing the person who asked for the plan.
 */
export const BULK_PLAN: JobHandler = { run: makePlan, ended: endBulk };
