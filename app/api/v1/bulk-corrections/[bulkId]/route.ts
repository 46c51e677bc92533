import { z } from "zod";
import { getBulk } from "@/lib/bulk/get-bulk";
import { SAMPLE_QUERY } from "@/lib/bulk/results/sample-query";
import { routes } from "@/lib/http/route";

const params = z.object({ bulkId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    query: SAMPLE_QUERY.parse,
    run: async (ctx, { params: { bulkId }, query }) => ({ body: await getBulk(ctx, bulkId, query.sample) }),
  },
});
