import { z } from "zod";
import { changeBulkSettings } from "@/lib/bulk/change-bulk-settings";
import { readBulkSettings } from "@/lib/bulk/read-bulk-settings";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: { run: async (ctx) => ({ body: { data: await readBulkSettings(ctx) } }) },
  PATCH: {
    // The verb parses the body.
    body: z.unknown(),
    run: async (ctx, { body }) => ({ body: { data: await changeBulkSettings(ctx, body) } }),
  },
});
