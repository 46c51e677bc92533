import type { PassCount } from "@/lib/passes/list/bounded-count";
import { EXPIRATION_SPANS, spanText } from "./expiration-spans";
import type { FilterView } from "@/lib/passes/query/filter-views";

/** What a list can be broken down by. Choosing a value adds one condition to the list's filters. */
export const FACETS = [
  "status",
  "product_uuid",
  "flag",
  "drift",
  "provider",
  "resolved_by",
  "expiration",
] as const;
export type Facet = (typeof FACETS)[number];

export interface FacetValue {
  value: string;
  label: string;
  /** Null if it could not be counted in time. */
  count: PassCount | null;
}

export type Facets = { [F in Facet]?: FacetValue[] };

/**
 * The values of a facet in the order they are offered; those of `expiration` are spans such as `today..tomorrow`. Pure.
 */
export function facetOptions(
  facet: Facet,
  views: readonly FilterView[],
): readonly { value: string; label: string }[] {
  if (facet === "expiration") {
    return EXPIRATION_SPANS.map(({ label, range }) => ({ value: spanText(range), label }));
  }
  const view = views.find((each) => each.field === facet);
  return view?.kind === "choice" || view?.kind === "flags" ? view.options : [];
}
