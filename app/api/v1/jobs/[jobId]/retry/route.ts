import { z } from "zod";
import { routes } from "@/lib/http/route";
import { retryJob } from "@/lib/jobs/retry-job";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params: z.object({ jobId: z.string() }),
    run: async (ctx, { params: { jobId } }) => ({ body: { data: await retryJob(ctx, jobId) } }),
  },
});
