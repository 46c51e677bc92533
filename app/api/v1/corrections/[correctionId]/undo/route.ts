import { z } from "zod";
import { routes } from "@/lib/http/route";
import { undoCorrection } from "@/lib/corrections/undo-correction";

const params = z.object({ correctionId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    // The verb parses the body, because it distinguishes an invalid value from an unknown field.
    body: z.unknown(),
    run: async (ctx, { params: { correctionId }, body, request }) => {
      const { data, correction, etag } = await undoCorrection(ctx, {
        correctionId,
        body,
        ifMatch: request.headers.get("if-match"),
        idempotencyKey: ctx.repeat.key,
      });
      return { body: { data, correction }, headers: { ETag: etag } };
    },
  },
});
