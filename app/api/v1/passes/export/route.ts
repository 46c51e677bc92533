import { routes } from "@/lib/http/route";
import { exportPasses } from "@/lib/passes/export/export-passes";
import { parseExportRequest } from "@/lib/passes/export/export-request";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: parseExportRequest,
    // No deadline: an export takes as long as it has rows.
    deadline_ms: null,
    run: async (ctx, { query }) => {
      const { stream, filename, content_type } = await exportPasses(ctx, query);
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
