import { z } from "zod";
import { undoBulk } from "@/lib/bulk/steps/undo-bulk";
import { routes } from "@/lib/http/route";

const params = z.object({ bulkId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    // The verb parses the body.
    body: z.unknown(),
    run: async (ctx, { params: { bulkId }, body }) => {
      const { bulk } = await undoBulk(ctx, { bulkId, body, idempotencyKey: ctx.repeat.key });
      return {
        status: 201,
        body: bulk,
      };
    },
  },
});
