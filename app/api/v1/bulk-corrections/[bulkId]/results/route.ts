import { z } from "zod";
import { bulkResultsFile } from "@/lib/bulk/results/bulk-results-file";
import { listBulkResults } from "@/lib/bulk/results/list-bulk-results";
import { parseResultsRequest } from "@/lib/bulk/results/parse-results-request";
import { routes } from "@/lib/http/route";

const params = z.object({ bulkId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    query: parseResultsRequest,
    run: async (ctx, { params: { bulkId }, query: { format, ...query } }) => {
      if (format === "json") return { body: await listBulkResults(ctx, bulkId, query) };
      const { stream, filename } = await bulkResultsFile(ctx, bulkId, query.outcome);
      const headers = {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": `attachment; filename="${filename}"`,
      };
      return { stream, headers };
    },
  },
});
