import { askApi, type Data } from "@/components/api/ask-api";
import type { Facet, Facets } from "@/lib/passes/facets/facet";
import { type PassQuery, passQueryIdentity } from "@/lib/passes/query/pass-query";

/**
 * Counts, for each value of the facets, the passes that a click on it would show: where values are alternatives, the
 * facet's own filter is left out. A count that fails is left out too. Never throws.
 */
export async function askFacets(
  query: PassQuery,
  facets: readonly Facet[],
  signal: AbortSignal,
): Promise<Facets> {
  const asked = new Map<string, Facet[]>();
  for (const facet of facets) {
    const search = searchFor(query, facet);
    asked.set(search, [...(asked.get(search) ?? []), facet]);
  }
  const parts = await Promise.all(
    [...asked].map(async ([search, some]): Promise<Facets> => {
      const address = `/api/v1/passes/facets?${search}${search === "" ? "" : "&"}facet=${some.join(",")}`;
      const outcome = await askApi<Data<Facets>>(address, { signal });
      return outcome.kind === "done" ? outcome.answer.data : {};
    }),
  );
  return Object.assign({}, ...parts) as Facets;
}

/* The sort does not change a count. Flags must all apply, so the flag filter stays: another flag narrows the list. */
function searchFor(query: PassQuery, facet: Facet): string {
  const { expiration, ...ranges } = query.ranges;
  const any_of = { ...query.any_of };
  if (facet !== "flag" && facet !== "expiration") delete any_of[facet];
  return passQueryIdentity({
    ...query,
    any_of,
    ranges: facet === "expiration" || !expiration ? ranges : query.ranges,
    sort: { field: "id", direction: "desc" },
  });
}
