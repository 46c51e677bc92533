import { z } from "zod";
import { pauseBulk } from "@/lib/bulk/steps/pause-bulk";
import { routes } from "@/lib/http/route";

const params = z.object({ bulkId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,

    run: async (ctx, { params: { bulkId }, request }) => {
      const idempotencyKey = request.headers.get("idempotency-key");
      const { bulk, replayed } = await pauseBulk(ctx, { bulkId, idempotencyKey });
      return { body: bulk, headers: { ...(replayed ? { "Idempotency-Replayed": "true" } : {}) } };
    },
  },
});
