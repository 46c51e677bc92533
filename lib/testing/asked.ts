import type { ListQuery } from "@/lib/fields/list-query";

/** What a list is asked for by `search`, now, at an agency in Chicago. */
export function asked<V>(list: ListQuery<V>, search = ""): V {
  return list.parse(new URLSearchParams(search), { now: new Date(), zone: "America/Chicago" });
}
