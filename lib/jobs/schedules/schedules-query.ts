import { listQuery, type QueryOf } from "@/lib/fields/list-query";
import { oneOf } from "@/lib/fields/parameter";
import { SCHEDULE_KINDS } from "./schedule";

export const SCHEDULES_QUERY = listQuery("/schedules", {
  kind: oneOf(SCHEDULE_KINDS, "Schedules of this kind."),
});
export type SchedulesQuery = QueryOf<typeof SCHEDULES_QUERY>;
