"use client";

import { ChevronDown } from "lucide-react";
import type { RefObject } from "react";
import { FilterEditor } from "./filter-editor";
import { filterWords } from "./filter-words";
import { useList } from "@/components/passes/query/list-context";
import { activeFilters, withArchived, withoutFilters } from "@/components/passes/query/query-edit";
import { Button } from "@/components/ui/button";
import { Drawer, DrawerClose, DrawerContent } from "@/components/ui/overlay/drawer";
import { Segmented } from "@/components/ui/form/segmented";

const ARCHIVED = [
  { value: "exclude", label: "Left out" },
  { value: "include", label: "Included" },
  { value: "only", label: "Only" },
] as const;

interface FilterSheetPanelProps {
  opener: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

export function FilterSheetPanel({ opener, isOpen, onOpenChange }: FilterSheetPanelProps) {
  const { query, filterViews, clock, apply } = useList();
  const active = activeFilters(query);
  return (
    <Drawer open={isOpen} onOpenChange={onOpenChange}>
      <DrawerContent
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          opener.current?.focus();
        }}
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
                <FilterEditor view={view} onDone={() => onOpenChange(false)} />
              </div>
            </details>
          ))}
        <ArchivedChoice />
      </DrawerContent>
    </Drawer>
  );
}

function ArchivedChoice() {
  const { query, apply } = useList();
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-2 border-t py-2">
      <span aria-hidden className="font-medium">
        Archived
      </span>
      <Segmented
        label="Archived"
        value={query.archived}
        options={ARCHIVED}
        onChange={(archived) => apply({ query: withArchived(query, archived) })}
      />
    </div>
  );
}
