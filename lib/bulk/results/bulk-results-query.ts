import { BULK_OUTCOMES } from "@/lib/bulk/bulk";
import { listQuery, type QueryOf } from "@/lib/fields/list-query";
import { cursor, limit, oneOf } from "@/lib/fields/parameter";

export const BULK_RESULTS_QUERY = listQuery("/bulk-corrections/{bulkId}/results", {
  outcome: oneOf(BULK_OUTCOMES, "Passes with this outcome."),
  limit: limit(),
  cursor: cursor(),
  format: oneOf(["json", "csv"], "A page, or all of them as a file.", "json"),
});
export type BulkResultsQuery = Omit<QueryOf<typeof BULK_RESULTS_QUERY>, "format">;
