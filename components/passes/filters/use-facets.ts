"use client";

import { useEffect, useState } from "react";
import { useList } from "@/components/passes/query/list-context";
import type { Facet, Facets } from "@/lib/passes/facets/facet";
import { passQueryIdentity } from "@/lib/passes/query/pass-query";

export type FacetCounts = { state: "loading" } | { state: "counted"; facets: Facets };

/**
 * Counts beside the values of the list's filters. They load after the rows are shown, and again when the list changes.
 */
export function useFacets(facets: readonly Facet[]): FacetCounts {
  const { query, isPending } = useList();
  const names = facets.join(",");
  const key = `${names} ${passQueryIdentity(query)}`;
  const [known, setKnown] = useState<{ key: string; facets: Facets } | null>(null);
  useEffect(() => {
    if (isPending || names === "" || known?.key === key) return;
    const asking = new AbortController();
    void import("./ask-facets")
      .then(({ askFacets }) => askFacets(query, names.split(",") as Facet[], asking.signal))
      .catch(() => ({}))
      .then((counted) => {
        if (!asking.signal.aborted) setKnown({ key, facets: counted });
      });
    return () => asking.abort();
  }, [isPending, key, known?.key, names, query]);
  return known?.key === key ? { state: "counted", facets: known.facets } : { state: "loading" };
}
