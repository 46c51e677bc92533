import { z } from "zod";
import { changeFareRule } from "@/lib/fares/change-fare-rule";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  PATCH: {
    params: z.object({ productUuid: z.string() }),
    // Parsed by the verb, which first asks who may.
    body: z.unknown(),
    run: async (ctx, { params, body }) => ({
      body: { data: await changeFareRule(ctx, { product_uuid: params.productUuid, body }) },
    }),
  },
});
