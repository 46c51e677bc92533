"use client";

import { ChevronLeft, Plus } from "lucide-react";
import { useState } from "react";
import { FilterEditor } from "@/components/passes/filter-editor";
import { useList } from "@/components/passes/list-context";
import { activeFilters } from "@/components/passes/query-edit";
import { Kbd } from "@/components/ui/kbd";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { useShortcut } from "@/components/ui/use-shortcut";
import type { FilterView } from "@/lib/passes/filter-views";

/** Adds a filter in two steps: which column, then its value. */
export function AddFilter() {
  const { query, filterViews } = useList();
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<FilterView | null>(null);
  const show = (open: boolean) => {
    setOpen(open);
    if (open) setChosen(null);
  };
  useShortcut("f", () => show(true));
  const active = new Set<string>(activeFilters(query));
  const offered = filterViews.filter(
    (view) => !active.has(view.field) && (view.kind !== "choice" || view.isOffered),
  );
  return (
    <Popover open={isOpen} onOpenChange={show}>
      <PopoverTrigger className="inline-flex h-7 shrink-0 items-center gap-1.25 rounded-full border border-dashed border-line-strong px-2.25 text-12 text-ink-2 hover:bg-hover max-md:hidden">
        <Plus aria-hidden className="size-3 text-ink-3" />
        Add filter
        <Kbd className="ml-0.5">F</Kbd>
      </PopoverTrigger>
      <PopoverContent
        key={chosen?.field ?? "all"}
        aria-label={chosen ? `Filter ${chosen.label}` : "Add filter"}
        className="w-64 has-[textarea]:w-auto"
      >
        {chosen ? (
          <>
            <button
              type="button"
              onClick={() => setChosen(null)}
              className="mb-1 flex h-7.5 w-full items-center gap-1.5 rounded-tag px-1.5 text-12 font-medium text-ink-2 hover:bg-hover"
            >
              <ChevronLeft aria-hidden className="size-3.5" />
              {chosen.label}
              <span className="sr-only">, back to all filters</span>
            </button>
            <FilterEditor view={chosen} onDone={() => setOpen(false)} />
          </>
        ) : (
          <ul>
            {offered.map((view) => (
              <li key={view.field}>
                <button
                  type="button"
                  onClick={() => setChosen(view)}
                  className="flex h-7.5 w-full items-center rounded-tag px-2 text-left hover:bg-hover focus-visible:bg-hover"
                >
                  {view.label}
                </button>
              </li>
            ))}
          </ul>
        )}
      </PopoverContent>
    </Popover>
  );
}
