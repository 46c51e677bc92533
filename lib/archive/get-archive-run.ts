import "server-only";
import { findArchiveRun } from "@/db/archive/archive-runs";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { jobWaits } from "@/lib/jobs/job-waits";
import type { ArchiveRun } from "./archive";
import { archiveRunOf, isRunId, runNotFound } from "./archive-run-row";

/** One run with its progress. Throws 403 and 404. */
export async function getArchiveRun(ctx: Context, runId: string): Promise<ArchiveRun> {
  authorize(ctx, "archive.read");
  const row = isRunId(runId) ? await findArchiveRun(ctx.db, runId) : null;
  if (!row) throw runNotFound();
  const waits = await jobWaits(ctx.db, [row.job_id]);
  return { ...archiveRunOf(row, ctx.clock.now()), waits_for: waits.get(String(row.job_id)) ?? null };
}
