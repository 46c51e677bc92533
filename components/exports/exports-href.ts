import { EXPORTS_QUERY, type ExportsQuery } from "@/lib/exports/exports-query";

/** The address of the list of exports for a query. Pure. */
export function exportsHref(query: ExportsQuery): string {
  const search = EXPORTS_QUERY.toSearch(query).toString();
  return search === "" ? "/exports" : `/exports?${search}`;
}
