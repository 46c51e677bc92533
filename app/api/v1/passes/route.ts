import { routes } from "@/lib/http/route";
import { answerList } from "@/lib/passes/list/answer-list";
import { parsePassQuery } from "@/lib/passes/query/pass-query";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: parsePassQuery,
    // Only an exact count may take longer; it stops itself after 25 s.
    deadline_ms: ({ nextUrl }) => (nextUrl.searchParams.get("count") === "exact" ? 30_000 : undefined),
    run: async (ctx, { query }) => ({ body: await answerList(ctx, query) }),
  },
});
