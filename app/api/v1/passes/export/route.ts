import { routes } from "@/lib/http/route";
import { exportPasses } from "@/lib/passes/export/export-passes";
import { parseExportRequest } from "@/lib/passes/export/export-request";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    query: parseExportRequest,
    is_stream: true,
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
