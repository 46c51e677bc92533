import { spanOfPasses, waitForJobLock } from "@/db/bench/benchmark";
import { findArchiveRun } from "@/db/archive/archive-runs";
import { type Database, openDatabase } from "@/db/connection";
import type { ArchiveDirection, ArchiveRun } from "@/lib/archive/archive";
import { archiveRequestSchema } from "@/lib/archive/archive-ask";
import { archiveRunOf } from "@/lib/archive/archive-run-row";
import { planRequest } from "@/lib/archive/plan-request";
import { requestArchive } from "@/lib/archive/request-archive";
import { archiveRunJob } from "@/lib/archive/run-archive";
import type { Context } from "@/lib/context";
import { databaseUrl } from "@/lib/env";
import { runJobNow } from "@/lib/testing/test-job-run";
import { type Bench, keepFigure } from "@/cli/bench/bench";

const PASSES = 200_000;
const MEASURED = "npm run bench";

/**
 * Archives 200,000 passes (fewer if not as many have expired) and restores them, in this process and as the worker
 * does, after counting what the policy finds. The restore brings back all archived passes of that time; the audit
 * entries stay, because it happened.
 */
export async function measureArchive(bench: Bench): Promise<void> {
  const db = openDatabase(databaseUrl("worker"), {
    poolSize: 6,
    serverTimeout_ms: 0,
    clientTimeout_ms: 0,
  });
  try {
    const ctx = { ...bench.ctx, actor: null, db, exportDb: db };
    await timePlan(bench, ctx);
    const upto = await spanOfPasses(bench.owner, PASSES);
    const archived = await timeRun(bench, ctx, "archive", { time_created: { lte: upto } });
    if (archived.rows_done > 0)
      await timeRun(bench, ctx, "restore", { archived: "only", time_created: { lte: upto } });
  } finally {
    await db.destroy();
  }
}

async function timePlan(bench: Bench, ctx: Context): Promise<void> {
  const from = performance.now();
  const plan = await planRequest(ctx, archiveRequestSchema.parse({ policy: {}, dry_run: true }));
  const note = `${plan.will_move.toLocaleString("en-US")} would move`;
  const value = Math.round(performance.now() - from);
  keepFigure(bench, { group: "archive", case: "policy, counted", value, unit: "ms", note });
}

/* Waiting for the job's row tells how long a batch locks its passes: one transaction locks both. */
async function timeRun(
  bench: Bench,
  ctx: Context,
  direction: ArchiveDirection,
  query: Record<string, unknown>,
): Promise<ArchiveRun> {
  const { id } = await requestArchive(ctx, archiveRequestSchema.parse({ direction, query }), MEASURED);
  const jobId = String((await readRun(ctx.db, id)).job_id);
  let isOver = false;
  let longest_ms = 0;
  const knocking = (async () => {
    while (!isOver) {
      longest_ms = Math.max(longest_ms, await waitForJobLock(bench.owner, jobId));
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  const from = performance.now();
  const job = await runJobNow(ctx.db, archiveRunJob, jobId);
  const seconds = (performance.now() - from) / 1000;
  isOver = true;
  await knocking;
  if (job.state !== "done")
    throw new Error(`The ${direction} ended as ${job.state}: ${job.error_message ?? ""}`);
  const run = archiveRunOf(await readRun(ctx.db, id), ctx.clock.now());
  const figure = { group: "archive" as const, note: `${run.rows_done.toLocaleString("en-US")} passes` };
  const value = Math.round(run.rows_done / seconds);
  keepFigure(bench, { ...figure, case: `${direction}, speed`, value, unit: "rows/s", least: 5000 });
  const lock = Math.round(longest_ms);
  keepFigure(bench, { ...figure, case: `${direction}, longest lock`, value: lock, unit: "ms", most: 250 });
  return run;
}

async function readRun(db: Database, id: string) {
  const row = await findArchiveRun(db, id);
  if (!row) throw new Error("The run that was just asked for is not there.");
  return row;
}
