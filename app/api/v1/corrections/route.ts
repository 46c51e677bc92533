import { routes } from "@/lib/http/route";
import { parseCorrectionsQuery } from "@/lib/passes/corrections-query";
import { listCorrections } from "@/lib/passes/list-corrections";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: (search, ctx) => parseCorrectionsQuery(search, { now: ctx.clock.now(), zone: ctx.zone }),
    run: async (ctx, { query }) => ({ body: await listCorrections(ctx, query) }),
  },
});
