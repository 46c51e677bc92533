import { z } from "zod";
import { routes } from "@/lib/http/route";
import { undoCorrection } from "@/lib/corrections/undo-correction";

const params = z.object({ correctionId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    // Parsed by the verb, which tells a value that cannot be from a field that is not.
    body: z.unknown(),
    run: async (ctx, { params: { correctionId }, body, request }) => {
      const { data, correction, etag, replayed } = await undoCorrection(ctx, {
        correctionId,
        body,
        ifMatch: request.headers.get("if-match"),
        idempotencyKey: request.headers.get("idempotency-key"),
      });
      const headers = { ETag: etag, ...(replayed ? { "Idempotency-Replayed": "true" } : {}) };
      return { body: { data, correction }, headers };
    },
  },
});
