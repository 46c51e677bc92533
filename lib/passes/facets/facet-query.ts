import { listQuery } from "@/lib/fields/list-query";
import { eachOf } from "@/lib/fields/parameter";
import { PASS_PARAMETERS } from "@/lib/passes/query/pass-parameters";
import { type ParseOptions, type PassQuery, passQueryOf } from "@/lib/passes/query/pass-query";
import { searchOfBody } from "@/lib/passes/query/pass-query-body";
import { type Facet, FACETS } from "./facet";

export interface FacetQuery {
  query: PassQuery;
  facets: Facet[];
}

/** @public The page of parameters finds every list by its export. */
export const FACET_QUERY = listQuery("/passes/facets", {
  ...PASS_PARAMETERS,
  facet: eachOf(FACETS, "What is counted; everything without it."),
});

/** Parses the parameters of a list and `facet`. Throws 400 naming the invalid parameter. */
export function parseFacetQuery(search: URLSearchParams, options: ParseOptions): FacetQuery {
  const { facet, ...list } = FACET_QUERY.parse(search, options);
  return { facets: facet.length === 0 ? [...FACETS] : facet, query: passQueryOf(list, options) };
}

/**
 * Parses a facet query from a JSON body, where `q` may be personal and `facet` is a list. Throws 400 like
 * `parseFacetQuery`.
 */
export function parseFacetQueryBody(body: unknown, options: Omit<ParseOptions, "personal">): FacetQuery {
  return parseFacetQuery(searchOfBody(body), { ...options, personal: true });
}
