import type { PassQuery } from "@/lib/passes/query/pass-query";
import { selectionSearch } from "@/lib/passes/query/selection-search";

/**
 * Where to correct every pass that a list matches. A list without filters needs `all`, so that nobody gets there by
 * accident.
 */
export function correctAllHref(query: PassQuery): string {
  const text = selectionSearch(query);
  return `/corrections/new?${text === "" ? "view=all" : text}`;
}

export function correctPickedHref(ids: readonly string[]): string {
  return `/corrections/new?pass_id=${ids.join(",")}`;
}
