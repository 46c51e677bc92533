import { EXPORTS_QUERY } from "@/lib/exports/exports-query";
import { listExports } from "@/lib/exports/list-exports";
import { newExportSchema } from "@/lib/exports/parse-export";
import { requestExport } from "@/lib/exports/request-export";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: EXPORTS_QUERY.parse,
    run: async (ctx, { query }) => ({ body: await listExports(ctx, query) }),
  },
  POST: {
    body: newExportSchema,
    run: async (ctx, { body }) => {
      const { data } = await requestExport(ctx, { body, idempotencyKey: ctx.repeat.key });
      const headers = { Location: `/api/v1/exports/${data.id}` };
      return {
        status: 202,
        body: { data },
        headers,
      };
    },
  },
});
