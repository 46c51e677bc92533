"use client";

import { ChevronDown, ListFilter } from "lucide-react";
import { useState } from "react";
import { FilterEditor } from "@/components/passes/filter-editor";
import { filterWords } from "@/components/passes/filter-words";
import { useList } from "@/components/passes/list-context";
import { activeFilters, withoutFilters } from "@/components/passes/query-edit";
import { Button } from "@/components/ui/button";
import { Drawer, DrawerClose, DrawerContent, DrawerTrigger } from "@/components/ui/drawer";
import { Tag } from "@/components/ui/tag";

/** All filters on one sheet, for a phone. */
export function FilterSheet() {
  const { query, filterViews, clock, apply } = useList();
  const [isOpen, setOpen] = useState(false);
  const active = activeFilters(query);
  return (
    <Drawer open={isOpen} onOpenChange={setOpen}>
      <DrawerTrigger className="inline-flex h-9 shrink-0 items-center gap-2 rounded-full border border-line-strong bg-surface px-3.5 font-medium shadow-button md:hidden">
        <ListFilter aria-hidden className="size-4" />
        Filters
        {active.length > 0 ? <Tag tone="accent">{active.length}</Tag> : null}
      </DrawerTrigger>
      <DrawerContent
        title="Filters"
        footer={
          <>
            <Button
              variant="ghost"
              disabled={active.length === 0}
              onClick={() => apply({ query: withoutFilters(query) })}
            >
              Clear filters
            </Button>
            <DrawerClose asChild>
              <Button variant="primary" className="flex-1">
                Show passes
              </Button>
            </DrawerClose>
          </>
        }
      >
        {filterViews
          .filter((view) => view.kind !== "choice" || view.isOffered)
          .map((view) => (
            <details key={view.field} className="group border-b last:border-0">
              <summary className="flex min-h-12 list-none items-center gap-3">
                <span className="font-medium">{view.label}</span>
                <span className="min-w-0 flex-1 truncate text-right text-accent-text">
                  {active.includes(view.field)
                    ? filterWords(query, view.field, filterViews, clock).value
                    : ""}
                </span>
                <ChevronDown aria-hidden className="size-4 text-ink-3 group-open:rotate-180" />
              </summary>
              <div className="pb-3">
                <FilterEditor view={view} onDone={() => setOpen(false)} />
              </div>
            </details>
          ))}
      </DrawerContent>
    </Drawer>
  );
}
