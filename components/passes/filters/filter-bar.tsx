"use client";

import dynamic from "next/dynamic";
import { AddFilter } from "./add-filter";
import { FilterSheet } from "./filter-sheet";
import { filterWords } from "./filter-words";
import { useList } from "@/components/passes/query/list-context";
import {
  activeFilters,
  type FilterKey,
  withArchived,
  withoutFilter,
} from "@/components/passes/query/query-edit";
import { FilterChip } from "@/components/ui/value/filter-chip";
import { useOpening } from "@/components/ui/overlay/use-opening";

// Loaded when first opened, like all floating panels, because the size of the first load is limited.
const FilterPanel = dynamic(() => import("./filter-panel").then((panel) => panel.FilterPanel), {
  ssr: false,
});

export function FilterBar() {
  const { query } = useList();
  return (
    <div
      role="group"
      aria-label="Filters"
      className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5 max-md:flex-nowrap max-md:overflow-x-auto max-md:[scrollbar-width:none]"
    >
      <FilterSheet />
      {activeFilters(query).map((key) => (
        <ActiveFilter key={key} filter={key} />
      ))}
      <AddFilter />
    </div>
  );
}

function ActiveFilter({ filter }: { filter: FilterKey }) {
  const { query, filterViews, clock, apply } = useList();
  const { opener, isOpen, wasOpened, setOpen, buttonProps } = useOpening();
  const words = filterWords(query, filter, filterViews, clock);
  const view = filterViews.find((each) => each.field === filter);
  const remove = () => apply({ query: withoutFilter(query, filter) });
  if (!view) {
    const turn = () => apply({ query: withArchived(query, query.archived === "only" ? "include" : "only") });
    return <FilterChip {...words} onRemove={remove} onClick={filter === "archived" ? turn : remove} />;
  }
  return (
    <>
      <FilterChip {...words} {...buttonProps} onRemove={remove} />
      {wasOpened ? <FilterPanel anchor={opener} isOpen={isOpen} onOpenChange={setOpen} view={view} /> : null}
    </>
  );
}
