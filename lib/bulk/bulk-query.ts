import { listQuery, type QueryOf } from "@/lib/fields/list-query";
import { anyOf, cursor, limit } from "@/lib/fields/parameter";
import { BULK_STATES } from "./bulk";

export const BULK_QUERY = listQuery("/bulk-corrections", {
  state: anyOf(BULK_STATES, "Bulk corrections in these states."),
  limit: limit(),
  cursor: cursor(),
});
export type BulkQuery = QueryOf<typeof BULK_QUERY>;
