import { listQuery } from "@/lib/fields/list-query";
import { time } from "@/lib/fields/parameter";

export const EXPLAIN_QUERY = listQuery("/passes/{passId}/explain", {
  at: time("The past instant to explain; now without it."),
});
