import { type PassQuery, passQueryIdentity } from "./pass-query";

/** What a list selects, as parameters: its filters without order, page and count. Brackets and commas stay readable. */
export function selectionSearch(query: PassQuery): string {
  const search = passQueryIdentity({ ...query, sort: { field: "id", direction: "desc" } });
  return search.replaceAll("%5B", "[").replaceAll("%5D", "]").replaceAll("%2C", ",");
}
