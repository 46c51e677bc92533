import { insertRows } from "@/db/seeds/portal-target";
import type { Database } from "@/db/connection";
import { findJob } from "@/db/jobs/jobs";
import type { TestSchema } from "@/db/testing/schema";
import type { Tables } from "@/db/tables";
import type { BulkDetail } from "@/lib/bulk/bulk";
import { BULK_RUN } from "@/lib/bulk/run/run-bulk-job";
import { BULK_PLAN } from "@/lib/bulk/plan/plan-bulk-job";
import { planBulk } from "@/lib/bulk/plan/plan-bulk";
import { runBulk } from "@/lib/bulk/steps/run-bulk";
import type { Context } from "@/lib/context";
import { plantUser } from "./accounts";
import { testActor, testContext } from "./test-context";
import { runJobNow } from "./test-job-run";

export const BULK_REASON = {
  code: "service_disruption",
  note: "Routes 212 and 219 were out.",
  case_ref: "CS-1",
};

/** An admin of this schema on whose behalf jobs may run. */
export async function plantAsker(schema: TestSchema, email = "asker@example.com"): Promise<Context> {
  const id = String(await plantUser(schema.owner, email));
  return testContext(schema.web, { actor: testActor("admin", id) });
}

/** Adds `count` passes of `product`, a thousand per statement; those of a statement expire a minute apart. */
export async function plantPasses(owner: Database, count: number, product = "prod-bulk"): Promise<void> {
  const rows = Array.from({ length: Math.min(count, 1000) }, (_nothing, at) => ({
    pass_uuid: `${product}-${at}`,
    product_uuid: product,
    product_name: "Local Single Ride",
    status: "USABLE",
    allowed_uses: 0,
    uses_count: 0,
    time_created: "2026-11-01 10:00:00",
    expiration: new Date(Date.UTC(2027, 9, 28, 0, at)).toISOString().slice(0, 23).replace("T", " "),
  }));
  for (let left = count; left > 0; left -= rows.length) {
    await insertRows(owner, "bytemark_pass", rows.slice(0, Math.min(left, rows.length)));
  }
}

export async function plan(ctx: Context, ask: Record<string, unknown>): Promise<BulkDetail> {
  const body = { query: { product_uuid: "prod-bulk" }, reason: BULK_REASON, ...ask };
  return (await planBulk(ctx, { body })).bulk;
}

export async function jobOf(db: Database, bulkId: string): Promise<string> {
  const row = await db("pd_bulk").where({ id: bulkId }).first<{ job_id: string | null }>("job_id");
  if (!row?.job_id) throw new Error(`bulk correction ${bulkId} has no job`);
  return String(row.job_id);
}

/** Makes one attempt at the job of a bulk correction, as the worker would. */
export async function doJob(
  db: Database,
  bulkId: string,
  given: Parameters<typeof runJobNow>[3] = {},
): Promise<Tables["pd_job"]> {
  const id = await jobOf(db, bulkId);
  const job = await findJob(db, id);
  return runJobNow(db, job?.kind === "bulk.plan" ? BULK_PLAN : BULK_RUN, id, given);
}

/** Starts a plan, and runs it to its end unless `isRun` is false. */
export async function start(ctx: Context, { id, counts }: BulkDetail): Promise<BulkDetail> {
  return (await runBulk(ctx, { bulkId: id, body: { confirm_count: counts.will_change } })).bulk;
}

/** What the tables contain, to compare with what a bulk correction reports. */
export async function ledger(owner: Database, bulkId: string) {
  const [rows] = (await owner.raw(
    `SELECT COUNT(*) AS items, SUM(outcome = 'changed') AS changed, SUM(outcome = 'skipped') AS skipped,
       SUM(outcome = 'will_change') AS waiting, SUM(outcome = 'changed' AND audit_id IS NULL) AS unsigned_items,
       COUNT(DISTINCT audit_id) AS distinct_entries,
       (SELECT COUNT(*) FROM pd_audit WHERE action IN ('pass.correct', 'pass.undo')
          AND JSON_VALUE(data, '$.bulk_id') = ?) AS entries,
       (SELECT COUNT(*) FROM pd_outbox WHERE event = 'bulk.batch' AND subject_id = ?) AS batches
     FROM pd_bulk_item WHERE bulk_id = ?`,
    [bulkId, bulkId, bulkId],
  )) as [Record<string, string | number | null>[]];
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]));
}
