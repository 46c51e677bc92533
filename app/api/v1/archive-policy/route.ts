import { z } from "zod";
import { changeArchivePolicy } from "@/lib/archive/policy/change-archive-policy";
import { readArchivePolicy } from "@/lib/archive/policy/read-archive-policy";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: { run: async (ctx) => ({ body: { data: await readArchivePolicy(ctx) } }) },
  PATCH: {
    // The verb parses the body and names every invalid field.
    body: z.unknown(),
    run: async (ctx, { body }) => ({ body: { data: await changeArchivePolicy(ctx, body) } }),
  },
});
