"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useList } from "@/components/passes/query/list-context";
import { activeFilters } from "@/components/passes/query/query-edit";
import { Kbd } from "@/components/ui/kbd";
import { useOpening } from "@/components/ui/overlay/use-opening";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

const AddFilterPanel = dynamic(() => import("./filter-panel").then((panel) => panel.AddFilterPanel), {
  ssr: false,
});

/** Opens the panel that adds a filter (key f). */
export function AddFilter() {
  const { query, filterViews } = useList();
  const { opener, isOpen, wasOpened, setOpen, buttonProps } = useOpening();
  useShortcut("f", () => setOpen(true));
  const active = new Set<string>(activeFilters(query));
  const offered = filterViews.filter(
    (view) => !active.has(view.field) && (view.kind !== "choice" || view.isOffered),
  );
  return (
    <>
      <button
        type="button"
        {...buttonProps}
        className="inline-flex h-7 shrink-0 items-center gap-1.25 rounded-full border border-dashed border-line-strong px-2.25 text-12 text-ink-2 hover:bg-hover max-md:hidden"
      >
        <Plus aria-hidden className="size-3 text-ink-3" />
        Add filter
        <Kbd className="ml-0.5">F</Kbd>
      </button>
      {wasOpened ? (
        <AddFilterPanel anchor={opener} isOpen={isOpen} onOpenChange={setOpen} offered={offered} />
      ) : null}
    </>
  );
}
