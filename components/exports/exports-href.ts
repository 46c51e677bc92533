import { type ExportsQuery, exportsQueryToSearch } from "@/lib/exports/exports-query";

/** The address of a state of the list of exports. Pure. */
export function exportsHref(query: ExportsQuery): string {
  const search = exportsQueryToSearch(query).toString();
  return search === "" ? "/exports" : `/exports?${search}`;
}
