"use client";

import { Suspense } from "react";
import type { CountOutcome } from "@/components/passes/query/count-outcome";
import { ExportButton } from "@/components/passes/export/export-button";
import { useList } from "@/components/passes/query/list-context";
import { PassCount } from "./pass-count";
import { activeFilters, withoutFilters } from "@/components/passes/query/query-edit";
import { SaveViewButton } from "@/components/views/save-view-button";
import { isKept } from "@/components/views/shown-view";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Skeleton } from "@/components/ui/page/skeleton";
import { zoneLabel } from "@/lib/format";
import { passQueryIdentity, type PassQuery } from "@/lib/passes/query/pass-query";
import type { ListViews } from "@/lib/views/choose-list-view";

interface ListHeaderProps {
  /** The query that was counted. */
  query: PassQuery;
  count: Promise<CountOutcome>;
  views: ListViews;
  can: { export: boolean; share: boolean; restore: boolean };
}

export function ListHeader({ query, count, views, can }: ListHeaderProps) {
  const list = useList();
  const hasFilters = activeFilters(list.query).length > 0;
  return (
    <div className="flex min-h-14 shrink-0 items-center gap-3 px-6 pt-4 pb-2 max-md:min-h-13 max-md:flex-wrap max-md:gap-y-0 max-md:px-4 max-md:pt-3.5 max-md:pb-1">
      <h1>Passes</h1>
      <Suspense key={passQueryIdentity(query)} fallback={<Skeleton className="h-3 w-24" />}>
        <PassCount count={count} query={query} />
      </Suspense>
      <span className="basis-full text-11 leading-4 text-ink-3 md:hidden">
        {zoneLabel(list.clock.zone, list.clock.now)}
      </span>
      <span className="flex-1 max-md:hidden" />
      <span className="flex gap-2 max-md:hidden">
        {hasFilters ? (
          <Button variant="ghost" onClick={() => list.apply({ query: withoutFilters(list.query) })}>
            Clear filters
          </Button>
        ) : null}
        {isKept(list, views) ? null : <SaveViewButton views={views} canShare={can.share} />}
        {can.restore && list.query.archived === "only" ? (
          <ButtonLink
            href={`/archive?${new URLSearchParams({ restore: passQueryIdentity(list.query) })}`}
            prefetch={false}
          >
            Restore these…
          </ButtonLink>
        ) : null}
        {can.export ? <ExportButton /> : null}
      </span>
    </div>
  );
}
