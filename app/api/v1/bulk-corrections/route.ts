import { z } from "zod";
import { BULK_QUERY } from "@/lib/bulk/bulk-query";
import { listBulks } from "@/lib/bulk/list-bulks";
import { planBulk } from "@/lib/bulk/plan/plan-bulk";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: BULK_QUERY.parse,
    run: async (ctx, { query }) => ({ body: await listBulks(ctx, query) }),
  },
  POST: {
    // The verb parses the body, because it distinguishes an invalid value from an unknown field.
    body: z.unknown(),
    run: async (ctx, { body }) => {
      const { bulk } = await planBulk(ctx, { body, idempotencyKey: ctx.repeat.key });
      return {
        status: 201,
        body: bulk,
      };
    },
  },
});
