import { routes } from "@/lib/http/route";
import { parseJobQuery } from "@/lib/jobs/job-query";
import { listJobs } from "@/lib/jobs/list-jobs";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: (search) => parseJobQuery(search),
    run: async (ctx, { query }) => ({ body: await listJobs(ctx, query) }),
  },
});
