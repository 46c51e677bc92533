import { z } from "zod";
import { routes } from "@/lib/http/route";
import { revealContact } from "@/lib/riders/reveal/reveal-contact";

const params = z.object({ userId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    // The verb parses the body, so that every caller is subject to the same rules.
    body: z.unknown(),
    run: async (ctx, { params: { userId }, body }) => ({
      body: { data: await revealContact(ctx, { userId, body }) },
    }),
  },
});
