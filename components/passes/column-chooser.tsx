"use client";

import { Columns3 } from "lucide-react";
import { useList } from "@/components/passes/list-context";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";

/** Which columns the list shows; part of its address. The pass itself always stays. */
export function ColumnChooser() {
  const { columns, columnViews, apply } = useList();
  const standard = columnViews.filter((view) => view.default).map((view) => view.id);
  const toggle = (id: (typeof standard)[number]) => {
    const kept = columnViews
      .map((view) => view.id)
      .filter((each) => (each === id) !== columns.includes(each));
    apply({ columns: kept });
  };
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm" icon={<Columns3 aria-hidden />}>
          Columns
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Columns">
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
          className="mt-1 flex h-7.5 w-full items-center rounded-tag border-t px-2 text-ink-2 hover:bg-hover"
        >
          Reset
        </button>
      </PopoverContent>
    </Popover>
  );
}
