import { listQuery, type QueryOf } from "@/lib/fields/list-query";
import { limit, matching, ROW_ID } from "@/lib/fields/parameter";

export const ARCHIVE_RUNS_QUERY = listQuery("/archive-runs", {
  before: { ...matching(ROW_ID, "Runs older than this one."), isOfPage: true },
  limit: limit({ absent: 20, most: 100 }),
});
export type ArchiveRunsQuery = QueryOf<typeof ARCHIVE_RUNS_QUERY>;
