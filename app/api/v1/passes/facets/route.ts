import { z } from "zod";
import { routes } from "@/lib/http/route";
import { facetPasses } from "@/lib/passes/facets/facet-passes";
import { parseFacetQuery, parseFacetQueryBody } from "@/lib/passes/facets/facet-query";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: parseFacetQuery,
    run: async (ctx, { query }) => ({ body: { data: await facetPasses(ctx, query) } }),
  },
  POST: {
    body: z.record(z.string(), z.unknown()),
    run: async (ctx, { body }) => {
      const query = parseFacetQueryBody(body, { now: ctx.clock.now(), zone: ctx.zone });
      return { body: { data: await facetPasses(ctx, query) } };
    },
  },
});
