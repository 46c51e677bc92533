import { z } from "zod";
import { changeFareRule } from "@/lib/fares/change-fare-rule";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  PATCH: {
    params: z.object({ productUuid: z.string() }),
    // The verb parses the body, after it has authorized the request.
    body: z.unknown(),
    run: async (ctx, { params, body }) => ({
      body: { data: await changeFareRule(ctx, { product_uuid: params.productUuid, body }) },
    }),
  },
});
