import { z } from "zod";
import { retryBulk } from "@/lib/bulk/steps/retry-bulk";
import { routes } from "@/lib/http/route";

const params = z.object({ bulkId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,

    run: async (ctx, { params: { bulkId } }) => {
      const { bulk } = await retryBulk(ctx, { bulkId, idempotencyKey: ctx.repeat.key });
      return { body: bulk };
    },
  },
});
