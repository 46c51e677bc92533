"use client";

import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { placeOf, shownViews, withMoved, withToggled } from "./column-order";
import { ColumnRow } from "./column-row";
import { useList } from "@/components/passes/query/list-context";
import { Popover } from "@/components/ui/overlay/popover";
import type { ColumnView } from "@/lib/passes/list/list-columns";

interface ColumnPanelProps {
  anchor: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Chooses which columns are shown and in which order. The pass column always stays first. */
export function ColumnPanel(props: ColumnPanelProps) {
  const { columns, columnViews, apply } = useList();
  const [said, say] = useState("");
  const rows = useRef<HTMLDivElement>(null);
  const keepFocus = useFocusKept(rows);
  const shown = shownViews(columnViews, columns);
  const hidden = columnViews.filter((view) => !columns.includes(view.id));
  const standard = columnViews.filter((view) => view.default).map((view) => view.id);

  const move = (view: ColumnView, by: number) => {
    const moved = withMoved(columns, view.id, by);
    if (moved === columns) return;
    keepFocus();
    say(`${view.label} is column ${moved.indexOf(view.id) + 1} of ${moved.length}`);
    apply({ columns: moved });
  };
  const onKeyDown = (view: ColumnView) => (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined || !event.altKey) return;
    event.preventDefault();
    move(view, by);
  };
  return (
    <Popover {...props} align="end" label="Columns">
      <div ref={rows} role="group" aria-label="Columns" className="flex w-66 flex-col">
        {[...shown, ...hidden].map((view) => (
          <ColumnRow
            key={view.id}
            view={view}
            isShown={columns.includes(view.id)}
            place={placeOf(columns, view.id)}
            places={columns.length - 1}
            onToggle={() => {
              keepFocus();
              apply({ columns: withToggled(columnViews, columns, view.id) });
            }}
            onMove={(by) => move(view, by)}
            onKeyDown={onKeyDown(view)}
          />
        ))}
      </div>
      <p className="px-2 pt-1 pb-1.5 text-12 text-ink-3">Alt ↑ and Alt ↓ move a column.</p>
      <button
        type="button"
        onClick={() => apply({ columns: standard })}
        className="flex h-7.5 w-full items-center rounded-tag border-t px-2 text-ink-2 -outline-offset-2 hover:bg-hover"
      >
        Reset columns and order
      </button>
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </Popover>
  );
}

/* Moving a row takes its element out of the page for a moment, and with it the focus. */
function useFocusKept(rows: RefObject<HTMLElement | null>): () => void {
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const element = focused.current;
    const isLost = document.activeElement === document.body;
    if (isLost && element instanceof HTMLElement && rows.current?.contains(element)) element.focus();
  });
  return () => (focused.current = document.activeElement);
}
