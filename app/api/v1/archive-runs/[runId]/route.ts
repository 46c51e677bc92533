import { z } from "zod";
import { getArchiveRun } from "@/lib/archive/get-archive-run";
import { routes } from "@/lib/http/route";

const params = z.object({ runId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    run: async (ctx, { params: { runId } }) => ({ body: { data: await getArchiveRun(ctx, runId) } }),
  },
});
