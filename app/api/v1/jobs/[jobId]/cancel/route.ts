import { z } from "zod";
import { routes } from "@/lib/http/route";
import { cancelJob } from "@/lib/jobs/cancel-job";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params: z.object({ jobId: z.string() }),
    run: async (ctx, { params: { jobId } }) => ({ status: 202, body: { data: await cancelJob(ctx, jobId) } }),
  },
});
