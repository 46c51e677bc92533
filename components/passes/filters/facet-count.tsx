import type { FacetCounts } from "./use-facets";
import { Skeleton } from "@/components/ui/page/skeleton";
import { formatCount } from "@/lib/format";
import type { Facet } from "@/lib/passes/facets/facet";

/** How many passes a choice would show. Its space is reserved, so that nothing moves when the number arrives. */
export function FacetCount({ counts, facet, value }: { counts: FacetCounts; facet: Facet; value: string }) {
  if (counts.state === "loading") {
    return (
      <span className="inline-flex min-w-7.5 items-center">
        <Skeleton className="h-2 w-4" />
      </span>
    );
  }
  const count = counts.facets[facet]?.find((each) => each.value === value)?.count;
  return (
    <span className="min-w-7.5 text-left font-normal text-ink-3 tabular-nums">
      {count ? formatCount(count.value, { short: true, relation: count.relation }) : null}
    </span>
  );
}
