import { getAuditState } from "@/lib/audit/get-audit-state";
import { requestAuditCheck } from "@/lib/audit/request-audit-check";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: { run: async (ctx) => ({ body: { data: await getAuditState(ctx) } }) },
  POST: { run: async (ctx) => ({ status: 202, body: { data: await requestAuditCheck(ctx) } }) },
});
