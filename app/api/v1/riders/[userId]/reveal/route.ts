import { z } from "zod";
import { routes } from "@/lib/http/route";
import { revealContact } from "@/lib/riders/reveal-contact";

const params = z.object({ userId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: {
    params,
    // Parsed by the verb: the same rules whoever calls it.
    body: z.unknown(),
    run: async (ctx, { params: { userId }, body }) => ({
      body: { data: await revealContact(ctx, { userId, body }) },
    }),
  },
});
