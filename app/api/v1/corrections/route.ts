import { routes } from "@/lib/http/route";
import { parseCorrectionsQuery } from "@/lib/corrections/corrections-query";
import { listCorrections } from "@/lib/corrections/list-corrections";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: (search, ctx) => parseCorrectionsQuery(search, { now: ctx.clock.now(), zone: ctx.zone }),
    run: async (ctx, { query }) => ({ body: await listCorrections(ctx, query) }),
  },
});
