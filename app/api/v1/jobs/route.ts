import { routes } from "@/lib/http/route";
import { JOB_QUERY } from "@/lib/jobs/job-query";
import { listJobs } from "@/lib/jobs/list-jobs";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: JOB_QUERY.parse,
    run: async (ctx, { query }) => ({ body: await listJobs(ctx, query) }),
  },
});
