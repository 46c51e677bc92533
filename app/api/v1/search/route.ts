import { z } from "zod";
import { routes } from "@/lib/http/route";
import { MOST_CHARACTERS } from "@/lib/search/read-text";
import { search } from "@/lib/search/search";
import { parseSearchQuery } from "@/lib/search/search-query";

const body = z.strictObject({ q: z.string().min(1).max(MOST_CHARACTERS) });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: parseSearchQuery,
    run: async (ctx, { query: { q } }) => ({
      body: { data: await search(ctx, { text: q, personal: false }) },
    }),
  },
  POST: {
    body,
    most_body_bytes: 131_072,
    run: async (ctx, { body: { q } }) => ({ body: { data: await search(ctx, { text: q, personal: true }) } }),
  },
});
