import { z } from "zod";
import { runBulk } from "@/lib/bulk/steps/run-bulk";
import { routes } from "@/lib/http/route";

const params = z.object({ bulkId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    // The verb parses the body.
    body: z.unknown(),
    run: async (ctx, { params: { bulkId }, body }) => {
      const { bulk } = await runBulk(ctx, { bulkId, body, idempotencyKey: ctx.repeat.key });
      return { body: bulk };
    },
  },
});
