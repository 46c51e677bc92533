import { DEFAULT_LIMIT, type PassQuery, passQueryToSearch } from "./pass-query";

/** What a list selects, as parameters: its filters without order, page and count. Brackets and commas stay readable. */
export function selectionSearch(query: PassQuery): string {
  const search = passQueryToSearch({
    ...query,
    sort: { field: "id", direction: "desc" },
    limit: DEFAULT_LIMIT,
    cursor: null,
    count: "bounded",
  });
  return search.toString().replaceAll("%5B", "[").replaceAll("%5D", "]").replaceAll("%2C", ",");
}
