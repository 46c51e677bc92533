import { AUDIT_QUERY } from "@/lib/audit/audit-query";
import { listAudit } from "@/lib/audit/list-audit";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: AUDIT_QUERY.parse,
    run: async (ctx, { query }) => ({ body: await listAudit(ctx, query) }),
  },
});
