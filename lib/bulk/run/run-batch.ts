import "server-only";
import { type BulkRow, lockBulk, updateBulk } from "@/db/bulk/bulk-corrections";
import * as batch from "@/db/bulk/bulk-batch";
import { type BulkItemRow, listItems, updateItems } from "@/db/bulk/bulk-item-rows";
import type { LockedPass } from "@/db/passes/pass-update";
import type { Transaction } from "@/db/transaction";
import { recordAudits } from "@/lib/audit/record-audits";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { passVersion } from "@/lib/passes/pass-etag";
import { sqlTime } from "@/lib/time/sql-time";
import { addToTally, countOutcomes, tallyOf } from "@/lib/bulk/bulk-tally";
import { findWork, type Outcome } from "./find-work";
import type { ItemWork } from "./item-work";

export interface BatchRequest {
  bulk_id: string;
  /** The job that runs the bulk correction; any other job does nothing. */
  job_id: string;
  after: number;
  limit: number;
  /** Passes that are still locked by somebody fail instead of being left for later. */
  gives_up: boolean;
}

export interface BatchResult {
  /** The bulk correction as the batch found it. */
  row: BulkRow;
  /** The id of the last pass looked at; null if there was none after `after`. */
  last: number | null;
  /** Number of passes left for later because somebody has locked them. */
  held: number;
  done: number;
}

type Work = Extract<ItemWork, { why: null }>;

/**
 * Corrects the next passes of a bulk correction in the caller's transaction: rows, audit entries, pins, items, numbers
 * and the event are written together or not at all, and each pass is corrected once. Answers null if another job runs
 * it, and does nothing if the bulk correction is not running. `ctx` acts for the person who asked. Throws 403 without
 * the right.
 */
export async function runBatch(
  ctx: Context,
  trx: Transaction,
  request: BatchRequest,
): Promise<BatchResult | null> {
  authorize(ctx, "pass.correct");
  const row = await lockBulk(trx, request.bulk_id);
  if (row === null || row.job_id !== request.job_id) return null;
  const { changed, skipped, failed } = row;
  const nothing = { row, last: null, held: 0, done: changed + skipped + failed };
  if (row.state !== "running") return nothing;
  const items = await listItems(trx, request.bulk_id, {
    outcome: "will_change",
    after: request.after,
    limit: request.limit,
  });
  if (items.length === 0) return nothing;
  const { outcomes, held } = await findWork(
    trx,
    { now: ctx.clock.now(), zone: ctx.zone },
    row,
    items,
    request.gives_up,
  );
  const written = await writeWork(trx, ctx, row, outcomes);
  await updateItems(trx, written);
  const told = written.map((item) => ({ outcome: item.outcome as "changed", why: item.why }));
  const more = countOutcomes(told);
  await updateBulk(trx, request.bulk_id, {
    changed: changed + more.changed,
    skipped: skipped + more.skipped,
    failed: failed + more.failed,
    tally: addToTally(tallyOf(row), told),
  });
  return { row, last: items.at(-1)?.pass_id ?? null, held, done: nothing.done + told.length };
}

/* Writes everything the batch does to the passes, and answers the items as they are then. */
async function writeWork(
  trx: Transaction,
  ctx: Context,
  row: BulkRow,
  outcomes: readonly Outcome[],
): Promise<BulkItemRow[]> {
  const work = new Map<number, Work>(
    outcomes.flatMap(({ item, work: each }) => (each.why === null ? [[item.pass_id, each]] : [])),
  );
  const ids = [...work.keys()];
  await batch.updatePasses(trx, new Map([...work].map(([id, each]) => [id, each.update])));
  const recorded = await recordAudits(
    trx,
    ctx,
    [...work.values()].map((each) => each.entry),
  );
  const auditOf = new Map([...work].map(([id, { entry }]) => [id, recorded.get(entry.op_id) ?? null]));
  await writePins(trx, work, auditOf);
  const versions = new Map(
    (await batch.readPasses(trx, ids)).map((pass: LockedPass) => [pass.id, passVersion(pass)]),
  );
  if (ids.length > 0) {
    const subject = { type: "bulk" as const, id: String(row.id) };
    await publishEvent(trx, { event: "bulk.batch", subject, data: { pass_ids: ids.map(String) } });
  }
  return outcomes.map(({ item, outcome, work: { why } }) => ({
    ...item,
    outcome,
    why,
    version: versions.get(item.pass_id) ?? item.version,
    audit_id: auditOf.get(item.pass_id) ?? null,
  }));
}

async function writePins(
  trx: Transaction,
  work: ReadonlyMap<number, Work>,
  auditOf: ReadonlyMap<number, string | null>,
): Promise<void> {
  const unpins = [...work.values()].flatMap((each) => (each.unpins === null ? [] : [each.unpins]));
  await batch.deletePinsOf(trx, [...work.keys()], unpins);
  const set = [...work].flatMap(([pass_id, { pins }]) =>
    pins.flatMap(({ field, after }) => {
      const audit_id = after && (after.audit_id ?? auditOf.get(pass_id));
      return after && audit_id ? [{ pass_id, field, until_time: sqlTime(after.until), audit_id }] : [];
    }),
  );
  await batch.upsertManyPins(trx, set);
}
