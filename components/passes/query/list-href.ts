import type { ColumnView, ListColumn } from "@/lib/passes/list/list-columns";
import { type PassQuery, passQueryToSearch } from "@/lib/passes/query/pass-query";

/**
 * The address of a state of the list; defaults are left out. `view` names the saved view that the list started from;
 * any value, `all` included, keeps a list without filters from opening the default view.
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

/* Brackets and commas are legal in a query, so leave them unescaped: a shared link stays readable. */
function readable(search: URLSearchParams): string {
  return search.toString().replaceAll("%5B", "[").replaceAll("%5D", "]").replaceAll("%2C", ",");
}
