import type { PassQuery } from "@/lib/passes/query/pass-query";
import { selectionSearch } from "@/lib/passes/query/selection-search";

/** Where everything a list matches is corrected; a list without filters says `all`, so that nobody gets there by chance. */
export function correctAllHref(query: PassQuery): string {
  const text = selectionSearch(query);
  return `/corrections/new?${text === "" ? "view=all" : text}`;
}

/** Where the passes with these ids are corrected. */
export function correctPickedHref(ids: readonly string[]): string {
  return `/corrections/new?pass_id=${ids.join(",")}`;
}
