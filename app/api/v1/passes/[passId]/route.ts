import { z } from "zod";
import { routes } from "@/lib/http/route";
import { correctPass } from "@/lib/corrections/correct-pass";
import { getPass } from "@/lib/passes/get-pass";

const params = z.object({ passId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    run: async (ctx, { params: { passId } }) => {
      const { pass, etag } = await getPass(ctx, passId);
      return { body: { data: pass }, headers: { ETag: etag } };
    },
  },
  PATCH: {
    params,
    // The verb parses the body, because it distinguishes an invalid value from an unknown field.
    body: z.unknown(),
    run: async (ctx, { params: { passId }, body, request }) => {
      const { data, correction, etag } = await correctPass(ctx, {
        passId,
        body,
        ifMatch: request.headers.get("if-match"),
        idempotencyKey: ctx.repeat.key,
      });
      return { body: { data, correction }, headers: { ETag: etag } };
    },
  },
});
