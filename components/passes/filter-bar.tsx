"use client";

import { useState } from "react";
import { AddFilter } from "@/components/passes/add-filter";
import { FilterEditor } from "@/components/passes/filter-editor";
import { FilterSheet } from "@/components/passes/filter-sheet";
import { filterWords } from "@/components/passes/filter-words";
import { useList } from "@/components/passes/list-context";
import { activeFilters, type FilterKey, withoutFilter } from "@/components/passes/query-edit";
import { FilterChip } from "@/components/ui/filter-chip";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

/** The filters in force as chips, and the way to one more. */
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
  const [isOpen, setOpen] = useState(false);
  const words = filterWords(query, filter, filterViews, clock);
  const view = filterViews.find((each) => each.field === filter);
  const remove = () => apply({ query: withoutFilter(query, filter) });
  if (!view) return <FilterChip {...words} onRemove={remove} onClick={remove} />;
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <FilterChip {...words} onRemove={remove} />
      </PopoverTrigger>
      <PopoverContent aria-label={`Filter ${view.label}`} className="w-64 has-[textarea]:w-auto">
        <FilterEditor view={view} onDone={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}
