"use client";

import type { RefObject } from "react";
import { useList } from "@/components/passes/list-context";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover } from "@/components/ui/popover";
import type { ListColumn } from "@/lib/passes/list-columns";

interface ColumnPanelProps {
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** A tick for each column. The pass itself always stays. */
export function ColumnPanel(props: ColumnPanelProps) {
  const { columns, columnViews, apply } = useList();
  const standard = columnViews.filter((view) => view.default).map((view) => view.id);
  const toggle = (id: ListColumn) => {
    const kept = columnViews
      .map((view) => view.id)
      .filter((each) => (each === id) !== columns.includes(each));
    apply({ columns: kept });
  };
  return (
    <Popover {...props} align="end" label="Columns">
      <div role="group" aria-label="Columns" className="flex flex-col">
        {columnViews.map((view) => (
          <label
            key={view.id}
            className="flex h-7.5 cursor-pointer items-center gap-2 rounded-tag px-2 hover:bg-hover"
          >
            <Checkbox
              checked={columns.includes(view.id)}
              disabled={view.id === "pass_uuid"}
              onChange={() => toggle(view.id)}
            />
            {view.label}
          </label>
        ))}
      </div>
      <button
        type="button"
        onClick={() => apply({ columns: standard })}
        className="mt-1 flex h-7.5 w-full items-center rounded-tag border-t px-2 text-ink-2 -outline-offset-2 hover:bg-hover"
      >
        Reset
      </button>
    </Popover>
  );
}
