import "server-only";
import { listArchiveRuns as listRows } from "@/db/archive/archive-runs";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { jobWaits } from "@/lib/jobs/job-waits";
import type { ArchiveRun } from "./archive";
import { archiveRunOf } from "./archive-run-row";
import type { ArchiveRunsQuery } from "./archive-runs-query";

export interface ArchiveRunPage {
  data: ArchiveRun[];
  /** The value of `before` for the next page; null on the last page. */
  page: { next: string | null; limit: number };
}

/** Archive runs, newest first. Throws 403. */
export async function listArchiveRuns(
  ctx: Context,
  { before, limit }: ArchiveRunsQuery,
): Promise<ArchiveRunPage> {
  authorize(ctx, "archive.read");
  const rows = await listRows(ctx.db, { before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? String(last.id) : null;
  const waits = await jobWaits(
    ctx.db,
    shown.map(({ job_id }) => job_id),
  );
  const data = shown.map((row) => ({
    ...archiveRunOf(row, ctx.clock.now()),
    waits_for: waits.get(String(row.job_id)) ?? null,
  }));
  return { data, page: { next, limit } };
}
