import { z } from "zod";
import { changeFareRule } from "@/lib/fares/change-fare-rule";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  PATCH: {
    params: z.object({ productUuid: z.string() }),
    // The rule is parsed by the verb, which names the fields of it that cannot be.
    body: z.strictObject({ provider: z.string().optional(), rule: z.unknown() }),
    run: async (ctx, { params, body: { provider, rule } }) => ({
      body: { data: await changeFareRule(ctx, { provider, product_uuid: params.productUuid, rule }) },
    }),
  },
});
