import { archiveRequestSchema } from "@/lib/archive/archive-ask";
import { ARCHIVE_RUNS_QUERY } from "@/lib/archive/archive-runs-query";
import { listArchiveRuns } from "@/lib/archive/list-archive-runs";
import { PLAN_DEADLINE_MS, planArchive } from "@/lib/archive/plan-archive";
import { requestArchive } from "@/lib/archive/request-archive";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: ARCHIVE_RUNS_QUERY.parse,
    run: async (ctx, { query }) => ({ body: await listArchiveRuns(ctx, query) }),
  },
  POST: {
    body: archiveRequestSchema,
    // Counting may take this long; the count has its own limit.
    deadline_ms: PLAN_DEADLINE_MS,
    run: async (ctx, { body }) =>
      body.dry_run
        ? { body: { data: await planArchive(ctx, body) } }
        : { status: 202, body: { data: await requestArchive(ctx, body) } },
  },
});
