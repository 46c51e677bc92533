import "server-only";
import { listArchiveRuns as listRows } from "@/db/archive/archive-runs";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";
import { jobWaits } from "@/lib/jobs/job-waits";
import type { ArchiveRun } from "./archive";
import { archiveRunOf } from "./archive-run-row";
import { isRunId } from "./get-archive-run";

export interface ArchiveRunsQuery {
  /** Only runs older than this one; null for the newest. */
  before: string | null;
  limit: number;
}

export interface ArchiveRunPage {
  data: ArchiveRun[];
  /** What `before` must be for the next page; null on the last. */
  page: { next: string | null; limit: number };
}

const MOST = 100;
const DEFAULT_LIMIT = 20;

/** Runs newest first, at most 100 at once. Throws 403. */
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

/** `before` and `limit`. Throws 400 naming the parameter for anything else. */
export function parseArchiveRunsQuery(search: URLSearchParams): ArchiveRunsQuery {
  const query: ArchiveRunsQuery = { before: null, limit: DEFAULT_LIMIT };
  for (const [name, text] of search) {
    if (search.getAll(name).length > 1)
      throw invalidParameter(name.slice(0, 64), "Given more than once.", "repeated");
    if (name === "before") {
      if (!isRunId(text)) throw invalidParameter(name, "before must be the id of a run.");
      query.before = text;
    } else if (name === "limit") {
      if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > MOST) {
        throw invalidParameter(name, `limit must be a whole number from 1 to ${MOST}.`);
      }
      query.limit = Number(text);
    } else throw invalidParameter(name.slice(0, 64), "There is no parameter of this name.", "unknown");
  }
  return query;
}
