import { routes } from "@/lib/http/route";
import { CORRECTIONS_QUERY } from "@/lib/corrections/corrections-query";
import { listCorrections } from "@/lib/corrections/list-corrections";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: CORRECTIONS_QUERY.parse,
    run: async (ctx, { query }) => ({ body: await listCorrections(ctx, query) }),
  },
});
