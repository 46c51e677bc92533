import { z } from "zod";
import { repeatExport } from "@/lib/exports/repeat-export";
import { routes } from "@/lib/http/route";

const params = z.object({ exportId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    run: async (ctx, { params: { exportId } }) => {
      const { data } = await repeatExport(ctx, { id: exportId, idempotencyKey: ctx.repeat.key });
      const headers = { Location: `/api/v1/exports/${data.id}` };
      return {
        status: 202,
        body: { data },
        headers,
      };
    },
  },
});
