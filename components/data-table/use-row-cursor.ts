"use client";

import { type KeyboardEvent, type RefObject, useState } from "react";
import { useShortcut } from "@/components/ui/use-shortcut";

export interface RowCursor {
  /** The row the cursor is on; null until a key or the focus puts it somewhere. */
  activeId: string | null;
  /** The one row that the Tab key reaches. */
  isTabStop: (rowId: string) => boolean;
  onFocus: (rowId: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => void;
}

const ROW = "tr[data-row-id]";

/**
 * A cursor over the rows of the table in `scroller`: j and k anywhere, arrows, Home and End on a row, Enter or o opens the
 * row's link, Esc takes the cursor away.
 */
export function useRowCursor(
  scroller: RefObject<HTMLElement | null>,
  rowIds: readonly string[],
  start: string | null,
): RowCursor {
  const [chosen, setChosen] = useState(start);
  const activeId = chosen !== null && rowIds.includes(chosen) ? chosen : null;

  const rows = () => [...(scroller.current?.querySelectorAll<HTMLElement>(ROW) ?? [])];
  const goTo = (index: number) => {
    const row = rows()[Math.min(rowIds.length - 1, Math.max(0, index))];
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  };
  const at = activeId === null ? -1 : rowIds.indexOf(activeId);
  const open = () => rows()[at]?.querySelector<HTMLElement>("a[data-row-link]")?.click();
  const clear = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    setChosen(null);
  };

  useShortcut("j", () => goTo(at + 1));
  useShortcut("k", () => goTo(at === -1 ? 0 : at - 1));
  useShortcut("o", open, activeId !== null);
  useShortcut("Escape", clear, activeId !== null);

  return {
    activeId,
    isTabStop: (rowId) => rowId === (activeId ?? rowIds[0]),
    onFocus: setChosen,
    onKeyDown: (event) => {
      if (event.target !== event.currentTarget || event.altKey || event.shiftKey) return;
      const move = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rowIds.length - 1 }[event.key];
      if (move === undefined && event.key !== "Enter") return;
      event.preventDefault();
      if (move === undefined) open();
      else goTo(move);
    },
  };
}
