"use client";

import { ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { useList } from "@/components/passes/query/list-context";
import { activeFilters } from "@/components/passes/query/query-edit";
import { Tag } from "@/components/ui/value/tag";
import { useOpening } from "@/components/ui/overlay/use-opening";

const FilterSheetPanel = dynamic(
  () => import("./filter-sheet-panel").then((sheet) => sheet.FilterSheetPanel),
  { ssr: false },
);

/** Opens all filters at once on a phone. */
export function FilterSheet() {
  const { query } = useList();
  const { opener, isOpen, wasOpened, setOpen, buttonProps } = useOpening();
  const active = activeFilters(query).length;
  return (
    <>
      <button
        type="button"
        {...buttonProps}
        className="inline-flex h-9 shrink-0 items-center gap-2 rounded-full border border-line-strong bg-surface px-3.5 font-medium shadow-button md:hidden"
      >
        <ListFilter aria-hidden className="size-4" />
        Filters
        {active > 0 ? <Tag tone="accent">{active}</Tag> : null}
      </button>
      {wasOpened ? <FilterSheetPanel opener={opener} isOpen={isOpen} onOpenChange={setOpen} /> : null}
    </>
  );
}
