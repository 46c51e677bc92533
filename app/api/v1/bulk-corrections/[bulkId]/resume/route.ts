import { z } from "zod";
import { resumeBulk } from "@/lib/bulk/steps/resume-bulk";
import { routes } from "@/lib/http/route";

const params = z.object({ bulkId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,

    run: async (ctx, { params: { bulkId } }) => {
      const { bulk } = await resumeBulk(ctx, { bulkId, idempotencyKey: ctx.repeat.key });
      return { body: bulk };
    },
  },
});
