"use client";

import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import type { Density } from "@/components/data-table/table-shape";
import { ColumnChooser } from "@/components/passes/table/column-chooser";
import type { CountOutcome } from "@/components/passes/query/count-outcome";
import { keepDensity } from "./density";
import { DensitySwitch } from "./density-switch";
import { FilterBar } from "@/components/passes/filters/filter-bar";
import { ListProvider } from "@/components/passes/query/list-context";
import { ListHeader } from "./list-header";
import { listHref } from "@/components/passes/query/list-href";
import { ListPager } from "./list-pager";
import { PassTable } from "@/components/passes/table/pass-table";
import { QuickFilters } from "@/components/passes/filters/quick-filters";
import { ViewLinks } from "./view-links";
import { ViewBanner } from "@/components/views/lazy-view-parts";
import { LoadedAgo } from "@/components/ui/time/loaded-ago";
import type { FilterView } from "@/lib/passes/query/filter-views";
import type { ColumnView, ListColumn } from "@/lib/passes/list/list-columns";
import type { Pass } from "@/lib/passes/pass";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import type { ListViews } from "@/lib/views/choose-list-view";

// Loaded when needed, because most lists have rows; the server still renders them for a list without rows.
const NoRows = dynamic(() => import("./list-states").then((states) => states.NoRows));
const TooBroad = dynamic(() => import("./list-states").then((states) => states.TooBroad));

type Rows =
  | { kind: "rows"; passes: Pass[]; page: { next: string | null; prev: string | null } }
  | { kind: "too_broad"; message: string };

export interface PassListProps {
  query: PassQuery;
  columns: ListColumn[];
  rows: Rows;
  /** Resolves after the rows are shown. */
  count: Promise<CountOutcome>;
  columnViews: readonly ColumnView[];
  filterViews: readonly FilterView[];
  /** When the server answered; ISO. */
  now: string;
  zone: string;
  density: Density;
  views: ListViews;
  can: { export: boolean; share: boolean; correct: boolean; restore: boolean };
}

export function PassList(props: PassListProps) {
  const { query, columns, columnViews, rows, count, views } = props;
  const view = views.open_id ?? (views.has_default ? "all" : null);
  const [density, setDensity] = useState(props.density);
  const clock = useMemo(() => ({ now: new Date(props.now), zone: props.zone }), [props.now, props.zone]);
  const changeDensity = (next: Density) => {
    setDensity(next);
    keepDensity(next);
  };
  return (
    <ListProvider {...{ query, columns, view, columnViews, clock }} filterViews={props.filterViews}>
      <LoadedAgo now={props.now} />
      <ListHeader query={query} count={count} can={props.can} views={views} />
      <ViewLinks views={views} canShare={props.can.share} />
      {views.is_gone || views.saved.some((each) => each.id === view && each.dropped.length > 0) ? (
        <ViewBanner views={views} />
      ) : null}
      <div className="flex shrink-0 items-start gap-3 px-6 pt-2.5 max-md:px-4 max-md:pb-2.5">
        <FilterBar />
        <div className="flex items-center gap-1 max-md:hidden">
          <DensitySwitch density={density} onChange={changeDensity} />
          <ColumnChooser />
        </div>
      </div>
      <QuickFilters />
      {rows.kind === "too_broad" ? <TooBroad message={rows.message} /> : null}
      {rows.kind === "rows" && rows.passes.length === 0 ? <NoRows /> : null}
      {rows.kind === "rows" && rows.passes.length > 0 ? (
        <>
          <PassTable
            passes={rows.passes}
            address={listHref({ query, columns, view }, columnViews)}
            density={density}
            isFirstPage={rows.page.prev === null}
            count={count}
            canCorrect={props.can.correct}
          />
          <ListPager query={query} page={rows.page} shown={rows.passes.length} count={count} />
        </>
      ) : null}
    </ListProvider>
  );
}
