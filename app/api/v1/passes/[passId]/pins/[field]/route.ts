import { z } from "zod";
import { routes } from "@/lib/http/route";
import { releasePin } from "@/lib/corrections/pins/release-pin";

const params = z.object({ passId: z.string(), field: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  DELETE: {
    params,
    body: z.unknown(),
    is_body_optional: true,
    run: async (ctx, { params: { passId, field }, body }) => ({
      body: { data: await releasePin(ctx, { passId, field, body }) },
    }),
  },
});
