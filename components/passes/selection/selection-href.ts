import { DEFAULT_LIMIT, type PassQuery, passQueryToSearch } from "@/lib/passes/query/pass-query";

/** Where everything a list matches is corrected; a list without filters says `all`, so that nobody gets there by chance. */
export function correctAllHref(query: PassQuery): string {
  const text = selectionSearch(query);
  return `/corrections/new?${text === "" ? "view=all" : text}`;
}

/** Where the passes with these ids are corrected. */
export function correctPickedHref(ids: readonly string[]): string {
  return `/corrections/new?pass_id=${ids.join(",")}`;
}

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
