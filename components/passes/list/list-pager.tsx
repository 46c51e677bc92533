"use client";

import { Suspense, use } from "react";
import type { CountOutcome } from "@/components/passes/query/count-outcome";
import { useList } from "@/components/passes/query/list-context";
import { sortWords } from "@/components/passes/query/sort-words";
import { Pager } from "@/components/ui/page/pager";
import { formatCount } from "@/lib/format";
import type { PassQuery } from "@/lib/passes/query/pass-query";

const LIMITS = [25, 50, 100, 200];

interface ListPagerProps {
  /** The query of the rows on screen. */
  query: PassQuery;
  page: { next: string | null; prev: string | null };
  shown: number;
  count: Promise<CountOutcome>;
}

export function ListPager({ query, page, shown, count }: ListPagerProps) {
  const { hrefOf, apply } = useList();
  const to = (cursor: string | null) => (cursor === null ? null : { query: { ...query, cursor } });
  const newer = to(page.prev);
  const older = to(page.next);
  const newerHref = newer && hrefOf(newer);
  return (
    <Pager
      newerHref={newerHref}
      olderHref={older && hrefOf(older)}
      onNavigate={(href) => apply((href === newerHref ? newer : older) ?? {})}
    >
      <span className="whitespace-nowrap tabular-nums">
        <b className="font-medium text-ink">{page.prev === null ? `1–${shown}` : formatCount(shown)}</b>{" "}
        <Suspense fallback={null}>
          <OfTotal count={count} />
        </Suspense>
      </span>
      <span className="truncate text-ink-3 max-md:hidden">Sorted by {sortWords(query.sort)}</span>
      <span className="flex-1" />
      <label className="text-ink-3 max-md:hidden">
        <select
          value={query.limit}
          aria-label="Passes per page"
          onChange={(event) =>
            apply({ query: { ...query, limit: Number(event.target.value), cursor: null } })
          }
          className="h-7 cursor-pointer rounded-control bg-surface px-1 hover:bg-hover"
        >
          {[...new Set([...LIMITS, query.limit])]
            .sort((a, b) => a - b)
            .map((limit) => (
              <option key={limit} value={limit}>
                {limit} per page
              </option>
            ))}
        </select>
      </label>
    </Pager>
  );
}

function OfTotal({ count }: { count: Promise<CountOutcome> }) {
  const total = use(count);
  return total.kind === "counted" && total.value > 0 ? `of ${formatCount(total.value, total)}` : null;
}
