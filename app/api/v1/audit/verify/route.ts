import { z } from "zod";
import { getAuditState } from "@/lib/audit/chain/get-audit-state";
import { requestAuditCheck } from "@/lib/audit/chain/request-audit-check";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: { run: async (ctx) => ({ body: { data: await getAuditState(ctx) } }) },
  POST: {
    body: z.strictObject({ expect: z.string().max(100).optional() }).optional(),
    is_body_optional: true,
    run: async (ctx, { body }) => ({
      status: 202,
      body: { data: await requestAuditCheck(ctx, body?.expect) },
    }),
  },
});
