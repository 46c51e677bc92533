import type { ColumnView, ListColumn } from "@/lib/passes/list-columns";
import { type PassQuery, passQueryToSearch } from "@/lib/passes/pass-query";

/** The address of a state of the list; what is default is left out. */
export function listHref(
  { query, columns }: { query: PassQuery; columns: readonly ListColumn[] },
  columnViews: readonly ColumnView[],
): string {
  const search = passQueryToSearch(query);
  const standard = columnViews.filter((view) => view.default).map((view) => view.id);
  if (columns.join(",") !== standard.join(",")) search.set("columns", columns.join(","));
  const text = readable(search);
  return text === "" ? "/passes" : `/passes?${text}`;
}

/* Brackets and commas are legal in a query and stay readable in a shared link. */
function readable(search: URLSearchParams): string {
  return search.toString().replaceAll("%5B", "[").replaceAll("%5D", "]").replaceAll("%2C", ",");
}
