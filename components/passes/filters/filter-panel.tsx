"use client";

import { ChevronLeft } from "lucide-react";
import { type RefObject, useState } from "react";
import { FilterEditor } from "./filter-editor";
import { useList } from "@/components/passes/query/list-context";
import { withArchived } from "@/components/passes/query/query-edit";
import { Popover } from "@/components/ui/overlay/popover";
import type { FilterView } from "@/lib/passes/query/filter-views";

interface PanelProps {
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const OFFER = "flex h-7.5 w-full items-center rounded-tag px-2 text-left -outline-offset-2 hover:bg-hover";
const WIDTH = "w-64 has-[textarea]:w-auto";

export function FilterPanel({ view, ...popover }: PanelProps & { view: FilterView }) {
  return (
    <Popover {...popover} label={`Filter ${view.label}`} className={WIDTH}>
      <FilterEditor view={view} onDone={() => popover.onOpenChange(false)} />
    </Popover>
  );
}

/* The second step replaces the first, which had the focus. */
function focusControl(step: HTMLElement | null): void {
  step?.querySelector<HTMLElement>("input:not(:disabled), textarea, li button")?.focus();
}

/* Has no second step: it shows the archive alone, and its chip can then switch to list and archive together. */
function ArchivedOffer({ onDone }: { onDone: () => void }) {
  const { query, apply } = useList();
  if (query.archived !== "exclude") return null;
  const choose = () => {
    apply({ query: withArchived(query, "only") });
    onDone();
  };
  return (
    <li>
      <button type="button" onClick={choose} className={OFFER}>
        Archived
      </button>
    </li>
  );
}

export function AddFilterPanel({ offered, ...popover }: PanelProps & { offered: readonly FilterView[] }) {
  const [chosen, setChosen] = useState<FilterView | null>(null);
  const show = (isOpen: boolean) => {
    popover.onOpenChange(isOpen);
    if (!isOpen) setChosen(null);
  };
  return (
    <Popover
      {...popover}
      onOpenChange={show}
      label={chosen ? `Filter ${chosen.label}` : "Add filter"}
      className={WIDTH}
    >
      {chosen ? (
        <div key={chosen.field} ref={focusControl}>
          <button
            type="button"
            onClick={() => setChosen(null)}
            className="mb-1 flex h-7.5 w-full items-center gap-1.5 rounded-tag px-1.5 text-12 font-medium text-ink-2 -outline-offset-2 hover:bg-hover"
          >
            <ChevronLeft aria-hidden className="size-3.5" />
            {chosen.label}
            <span className="sr-only">, back to all filters</span>
          </button>
          <FilterEditor view={chosen} onDone={() => show(false)} />
        </div>
      ) : (
        <ul ref={focusControl}>
          {offered.map((view) => (
            <li key={view.field}>
              <button type="button" onClick={() => setChosen(view)} className={OFFER}>
                {view.label}
              </button>
            </li>
          ))}
          <ArchivedOffer onDone={() => show(false)} />
        </ul>
      )}
    </Popover>
  );
}
