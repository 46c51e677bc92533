import { z } from "zod";
import { routes } from "@/lib/http/route";
import { listPassPins } from "@/lib/corrections/pins/list-pass-pins";
import { pinFields } from "@/lib/corrections/pins/pin-fields";

const params = z.object({ passId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    run: async (ctx, { params: { passId } }) => ({ body: { data: await listPassPins(ctx, passId) } }),
  },
  POST: {
    params,
    // The verb parses the body, because it distinguishes an invalid value from an unknown field.
    body: z.unknown(),
    run: async (ctx, { params: { passId }, body }) => {
      const { pins } = await pinFields(ctx, { passId, body, idempotencyKey: ctx.repeat.key });
      return { body: { data: pins } };
    },
  },
});
