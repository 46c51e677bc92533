import { z } from "zod";
import { routes } from "@/lib/http/route";
import { getJob } from "@/lib/jobs/get-job";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params: z.object({ jobId: z.string() }),
    run: async (ctx, { params: { jobId } }) => ({ body: { data: await getJob(ctx, jobId) } }),
  },
});
