import { z } from "zod";
import { getBulk } from "@/lib/bulk/get-bulk";
import { parseSample } from "@/lib/bulk/results/parse-sample";
import { routes } from "@/lib/http/route";

const params = z.object({ bulkId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    query: parseSample,
    run: async (ctx, { params: { bulkId }, query }) => ({ body: await getBulk(ctx, bulkId, query) }),
  },
});
