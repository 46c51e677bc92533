import { listQuery, type QueryOf } from "@/lib/fields/list-query";
import { anyOf, cursor, limit, oneOf } from "@/lib/fields/parameter";
import { JOB_STATES, KNOWN_KINDS } from "./job";

export const JOB_QUERY = listQuery("/jobs", {
  state: anyOf(JOB_STATES, "Jobs in these states."),
  kind: anyOf(KNOWN_KINDS, "Jobs of these kinds."),
  upkeep: oneOf(["exclude", "include", "only"], "Jobs the desk gives itself.", "exclude"),
  limit: limit(),
  cursor: cursor(),
});
export type JobQuery = QueryOf<typeof JOB_QUERY>;
