import { listQuery, type QueryOf } from "@/lib/fields/list-query";
import { cursor, limit, oneOf } from "@/lib/fields/parameter";

const EXPORT_SHOWS = ["all", "mine", "scheduled"] as const;
export type ExportShow = (typeof EXPORT_SHOWS)[number];

export const EXPORTS_QUERY = listQuery("/exports", {
  show: oneOf(EXPORT_SHOWS, "Whose exports.", "all"),
  limit: limit({ absent: 25, most: 100 }),
  cursor: cursor(),
});
export type ExportsQuery = QueryOf<typeof EXPORTS_QUERY>;
