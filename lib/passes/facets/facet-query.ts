import { invalidParameter } from "@/lib/errors";
import { type Facet, FACETS } from "./facet";
import { type ParseOptions, parsePassQuery, type PassQuery } from "@/lib/passes/query/pass-query";
import { parsePassQueryBody } from "@/lib/passes/query/pass-query-body";

export interface FacetQuery {
  query: PassQuery;
  facets: Facet[];
}

/**
 * Parses a list's own parameters together with `facet`, some of the facets separated by commas, all without it. Throws 400 naming
 * the parameter.
 */
export function parseFacetQuery(search: URLSearchParams, options: ParseOptions): FacetQuery {
  const list = new URLSearchParams(search);
  const [text, ...more] = list.getAll("facet");
  if (more.length > 0) throw invalidParameter("facet", "facet is given more than once.", "repeated");
  list.delete("facet");
  return { facets: parseFacets(text?.split(",")), query: parsePassQuery(list, options) };
}

/** The same from a JSON body, where `q` may be personal and `facet` is a list. Throws the same 400s. */
export function parseFacetQueryBody(
  { facet, ...list }: Readonly<Record<string, unknown>>,
  options: Omit<ParseOptions, "personal">,
): FacetQuery {
  const names: unknown[] = Array.isArray(facet) ? facet : [facet];
  return {
    facets: parseFacets(facet === undefined ? undefined : names),
    query: parsePassQueryBody(list, options),
  };
}

function parseFacets(names: readonly unknown[] | undefined): Facet[] {
  if (names === undefined) return [...FACETS];
  const facets = names.map((name) => FACETS.find((known) => known === name));
  const known = facets.filter((facet) => facet !== undefined);
  if (known.length !== names.length || new Set(known).size !== known.length) {
    throw invalidParameter("facet", `facet takes each of ${FACETS.join(", ")} at most once.`);
  }
  return known;
}
