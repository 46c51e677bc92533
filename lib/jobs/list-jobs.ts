import "server-only";
import { countJobs, listJobRows } from "@/db/jobs/job-list";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { sealCursor } from "@/lib/fields/cursor";
import {
  cursorPage,
  type IdPosition,
  keysetAt,
  openIdPosition,
  type PageLinks,
} from "@/lib/fields/cursor-page";
import { jobOfRow } from "./job-of-row";
import { JOB_QUERY, type JobQuery } from "./job-query";
import type { JobCounts, ListedJob } from "./listed-job";

export interface JobPage {
  data: ListedJob[];
  page: PageLinks;
  counts: JobCounts;
}

/** One page of jobs, newest first, with their number. Throws 400 for a cursor of another query or person, and 403. */
export async function listJobs(ctx: Context, query: JobQuery): Promise<JobPage> {
  const actor = authorize(ctx, "job.list");
  const binding = `jobs\0${actor.id}\0${JOB_QUERY.identity(query)}`;
  const position = openIdPosition(query.cursor, binding);
  const filter = {
    upkeep: query.upkeep,
    ...(query.state.length > 0 ? { states: query.state } : {}),
    ...(query.kind.length > 0 ? { kinds: query.kind } : {}),
  };
  const [rows, counts] = await Promise.all([
    listJobRows(ctx.db, filter, keysetAt(position, query.limit)),
    readCounts(ctx),
  ]);
  const { shown, page } = cursorPage({
    rows,
    limit: query.limit,
    position,
    cursorAt: ({ id }, backward) => sealCursor({ id, backward } satisfies IdPosition, binding),
  });
  return {
    data: shown.map((row) => jobOfRow(row, actor, ctx.clock.now())),
    page,
    counts,
  };
}

async function readCounts(ctx: Context): Promise<JobCounts> {
  const counts: JobCounts = { running: 0, queued: 0, dead: 0, done: 0, cancelled: 0, upkeep: 0 };
  for (const { state, is_upkeep, is_news, count } of await countJobs(ctx.db)) {
    const isKnown = Object.hasOwn(counts, state);
    if (is_upkeep === 1) counts.upkeep += Number(count);
    if (isKnown && is_news === 1) counts[state as keyof JobCounts] += Number(count);
  }
  return counts;
}
