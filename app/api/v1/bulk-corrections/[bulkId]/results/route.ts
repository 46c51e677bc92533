import { z } from "zod";
import { bulkResultsFile } from "@/lib/bulk/results/bulk-results-file";
import { BULK_RESULTS_QUERY } from "@/lib/bulk/results/bulk-results-query";
import { listBulkResults } from "@/lib/bulk/results/list-bulk-results";
import { routes } from "@/lib/http/route";

const params = z.object({ bulkId: z.string() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: {
    params,
    query: BULK_RESULTS_QUERY.parse,
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
