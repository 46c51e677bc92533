import type { ColumnView, ListColumn } from "@/lib/passes/list/list-columns";
import { type PassQuery, passQueryToSearch } from "@/lib/passes/query/pass-query";

/**
 * The address of a state of the list; what is default is left out. `view` names the saved view it began with; any, also
 * `all`, keeps a list without filters from opening with one.
 */
export function listHref(
  { query, columns, view }: { query: PassQuery; columns: readonly ListColumn[]; view: string | null },
  columnViews: readonly ColumnView[],
): string {
  const search = passQueryToSearch(query);
  const standard = columnViews.filter((view) => view.default).map((view) => view.id);
  if (columns.join(",") !== standard.join(",")) search.set("columns", columns.join(","));
  const text = readable(search);
  if (text === "") return view === null ? "/passes" : "/passes?view=all";
  return view === null || view === "all" ? `/passes?${text}` : `/passes?view=${view}&${text}`;
}

/* Brackets and commas are legal in a query and stay readable in a shared link. */
function readable(search: URLSearchParams): string {
  return search.toString().replaceAll("%5B", "[").replaceAll("%5D", "]").replaceAll("%2C", ",");
}
