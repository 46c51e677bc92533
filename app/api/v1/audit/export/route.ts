import { AUDIT_EXPORT_QUERY } from "@/lib/audit/audit-export-request";
import { exportAudit } from "@/lib/audit/export-audit";
import { routes } from "@/lib/http/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: AUDIT_EXPORT_QUERY.parse,
    is_stream: true,
    run: async (ctx, { query }) => {
      const { stream, filename, content_type } = await exportAudit(ctx, query);
      return {
        stream,
        headers: {
          "Content-Type": content_type,
          "Content-Disposition": `attachment; filename="${filename}"`,
        },
      };
    },
  },
});
