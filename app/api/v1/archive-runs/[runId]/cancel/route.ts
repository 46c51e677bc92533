import { z } from "zod";
import { cancelArchiveRun } from "@/lib/archive/cancel-archive-run";
import { routes } from "@/lib/http/route";

const params = z.object({ runId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    run: async (ctx, { params: { runId } }) => ({
      status: 202,
      body: { data: await cancelArchiveRun(ctx, runId) },
    }),
  },
});
