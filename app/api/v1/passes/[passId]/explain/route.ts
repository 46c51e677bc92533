import { z } from "zod";
import { explainPass } from "@/lib/explain/explain-pass";
import { EXPLAIN_QUERY } from "@/lib/explain/explain-query";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params: z.object({ passId: z.string() }),
    query: EXPLAIN_QUERY.parse,
    run: async (ctx, { params, query }) => ({ body: { data: await explainPass(ctx, params.passId, query) } }),
  },
});
