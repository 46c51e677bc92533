import type { ListQuery } from "@/lib/fields/list-query";

/** The list query that `search` parses to, now, at an agency in Chicago. */
export function asked<V>(list: ListQuery<V>, search = ""): V {
  return list.parse(new URLSearchParams(search), { now: new Date(), zone: "America/Chicago" });
}
