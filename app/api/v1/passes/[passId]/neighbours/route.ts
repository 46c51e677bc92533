import { z } from "zod";
import { routes } from "@/lib/http/route";
import { neighbourPasses } from "@/lib/passes/list/neighbour-passes";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { parsePassQueryBody } from "@/lib/passes/query/pass-query-body";

const params = z.object({ passId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    query: parsePassQuery,
    run: async (ctx, { params: { passId }, query }) => ({
      body: { data: await neighbourPasses(ctx, passId, query) },
    }),
  },
  POST: {
    params,
    body: z.record(z.string(), z.unknown()),
    run: async (ctx, { params: { passId }, body }) => {
      const query = parsePassQueryBody(body, { now: ctx.clock.now(), zone: ctx.zone });
      return { body: { data: await neighbourPasses(ctx, passId, query) } };
    },
  },
});
