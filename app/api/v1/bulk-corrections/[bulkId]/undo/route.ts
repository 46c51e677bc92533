import { z } from "zod";
import { undoBulk } from "@/lib/bulk/steps/undo-bulk";
import { routes } from "@/lib/http/route";

const params = z.object({ bulkId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    // The verb parses the body.
    body: z.unknown(),
    run: async (ctx, { params: { bulkId }, body, request }) => {
      const idempotencyKey = request.headers.get("idempotency-key");
      const { bulk, replayed } = await undoBulk(ctx, { bulkId, body, idempotencyKey });
      return {
        status: 201,
        body: bulk,
        headers: { ...(replayed ? { "Idempotency-Replayed": "true" } : {}) },
      };
    },
  },
});
