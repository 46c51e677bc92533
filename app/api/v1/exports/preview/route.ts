import { parsePreviewRequest } from "@/lib/exports/preview-request";
import { previewExport } from "@/lib/exports/preview-export";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: parsePreviewRequest,
    // Only an exact count may take longer; it stops itself after 25 s.
    deadline_ms: ({ nextUrl }) => (nextUrl.searchParams.get("count") === "none" ? undefined : 30_000),
    run: async (ctx, { query }) => ({ body: { data: await previewExport(ctx, query) } }),
  },
});
