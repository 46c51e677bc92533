import { findBulk } from "@/db/bulk/bulk-corrections";
import { spanOfPasses, waitForBulkLock } from "@/db/bench/benchmark";
import { openDatabase } from "@/db/connection";
import { approveBulk } from "@/lib/bulk/steps/approve-bulk";
import type { BulkDetail } from "@/lib/bulk/bulk";
import { BULK_RUN } from "@/lib/bulk/run/run-bulk-job";
import { getBulk } from "@/lib/bulk/get-bulk";
import { BULK_PLAN } from "@/lib/bulk/plan/plan-bulk-job";
import { planBulk } from "@/lib/bulk/plan/plan-bulk";
import { runBulk } from "@/lib/bulk/steps/run-bulk";
import { undoBulk } from "@/lib/bulk/steps/undo-bulk";
import type { Context } from "@/lib/context";
import { databaseUrl } from "@/lib/env";
import { runJobNow } from "@/lib/testing/test-job-run";
import { type Bench, keepFigure } from "@/cli/bench/bench";
import { expectStatus } from "@/cli/bench/desk";

const PASSES = 200_000;
const reason = { code: "other", note: "Measured by npm run bench, and put back.", case_ref: null };

/**
 * A bulk correction of 200,000 passes (all, if there are fewer) and its undo, in this process and as the worker does.
 * The undo restores the passes; audit entries and items stay, because it happened.
 */
export async function measureBulk(bench: Bench): Promise<void> {
  const db = openDatabase(databaseUrl("worker"), {
    poolSize: 6,
    serverTimeout_ms: 0,
    clientTimeout_ms: 0,
  });
  try {
    const ctx = { ...(await adminContext(bench)), db };
    const planned = await planMany(bench, ctx);
    await approveBulk({ ...bench.ctx, db }, { bulkId: planned.id }).catch(() => null);
    await runBulk(ctx, { bulkId: planned.id, body: { confirm_count: planned.counts.will_change } });
    await timeRun(bench, ctx, planned.id, "run");
    const { bulk } = await undoBulk(ctx, { bulkId: planned.id, body: { reason } });
    if (bulk.state === "planning") await doJob(ctx, bulk.id);
    await timeRun(bench, ctx, bulk.id, "undo");
  } finally {
    await db.destroy();
  }
}

async function adminContext(bench: Bench): Promise<Context> {
  const answer = expectStatus(await bench.admin.ask("/api/v1/me"), "/api/v1/me");
  const { data } = JSON.parse(answer.body) as { data: { id: string; name: string; email: string } };
  return { ...bench.ctx, actor: { ...data, type: "user", role: "admin", sessionId: null } };
}

async function planMany(bench: Bench, ctx: Context): Promise<BulkDetail> {
  const upto = await spanOfPasses(bench.owner, PASSES);
  const query = { time_created: { lte: upto } };
  const body = { query, changes: { expiration: { shift: "+1m" } }, reason };
  const from = performance.now();
  const { bulk } = await planBulk(ctx, { body });
  if (bulk.state === "planning") await doJob(ctx, bulk.id);
  const planned = await getBulk(ctx, bulk.id);
  const seconds = (performance.now() - from) / 1000;
  const value = Math.round(planned.counts.matched / seconds);
  keepFigure(bench, { group: "bulk", case: "plan, speed", value, unit: "rows/s", note: passes(planned) });
  return planned;
}

const passes = ({ counts }: BulkDetail) => `${counts.matched.toLocaleString("en-US")} passes`;

/* Waiting for the bulk correction's row tells how long a batch locks its passes: one transaction locks both. */
async function timeRun(bench: Bench, ctx: Context, bulkId: string, name: string): Promise<void> {
  let isOver = false;
  let longest_ms = 0;
  const knocking = (async () => {
    while (!isOver) longest_ms = Math.max(longest_ms, await waitForBulkLock(bench.owner, bulkId));
  })();
  const from = performance.now();
  await doJob(ctx, bulkId);
  const seconds = (performance.now() - from) / 1000;
  isOver = true;
  await knocking;
  const done = await getBulk(ctx, bulkId);
  if (done.state !== "done") throw new Error(`The ${name} ended as ${done.state}: ${done.error ?? ""}`);
  const figure = { group: "bulk" as const, note: passes(done) };
  const value = Math.round(done.counts.changed / seconds);
  keepFigure(bench, { ...figure, case: `${name}, speed`, value, unit: "rows/s", least: 5000 });
  keepFigure(bench, {
    ...figure,
    case: `${name}, longest lock`,
    value: Math.round(longest_ms),
    unit: "ms",
    most: 250,
  });
}

async function doJob(ctx: Context, bulkId: string): Promise<void> {
  const row = await findBulk(ctx.db, bulkId);
  if (!row?.job_id) throw new Error("A bulk correction that should run has no job.");
  const job = await runJobNow(ctx.db, row.state === "planning" ? BULK_PLAN : BULK_RUN, row.job_id);
  if (job.state !== "done") throw new Error(`The job ended as ${job.state}: ${job.error_message ?? ""}`);
}
