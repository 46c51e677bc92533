"use client";

import { type KeyboardEvent, type RefObject, useState, useSyncExternalStore } from "react";
import { keepRow, keptRow } from "./kept-place";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

export interface RowCursor {
  /** The row the cursor is on; null until a key or the focus puts it on one. */
  activeId: string | null;
  /** Whether this is the one row that the Tab key reaches. */
  isTabStop: (rowId: string) => boolean;
  onFocus: (rowId: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) => void;
  clear: () => void;
}

interface RowCursorOptions {
  scroller: RefObject<HTMLElement | null>;
  rowIds: readonly string[];
  /** The address of the list; the cursor is stored for each address. */
  address: string;
  /** Called for ⌘A or Ctrl+A on a row. */
  onSelectAll: () => void;
}

const ROW = "tr[data-row-id]";
const never = () => () => {};

/**
 * A keyboard cursor over the rows of the table in `scroller`: j and k from anywhere; arrows, Home and End on a row;
 * Enter or o opens the row's link, with ⌘ or Ctrl in a new tab.
 */
export function useRowCursor({ scroller, rowIds, address, onSelectAll }: RowCursorOptions): RowCursor {
  const [chosen, setChosen] = useState<{ address: string; rowId: string | null } | null>(null);
  // The server has no stored cursor, so it renders null.
  const kept = useSyncExternalStore(
    never,
    () => keptRow(address),
    () => null,
  );
  const wanted = chosen?.address === address ? chosen.rowId : kept;
  const activeId = wanted !== null && rowIds.includes(wanted) ? wanted : null;
  const choose = (rowId: string | null) => {
    setChosen({ address, rowId });
    keepRow(address, rowId);
  };

  const rows = () => [...(scroller.current?.querySelectorAll<HTMLElement>(ROW) ?? [])];
  const goTo = (index: number) => {
    const row = rows()[Math.min(rowIds.length - 1, Math.max(0, index))];
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  };
  const at = activeId === null ? -1 : rowIds.indexOf(activeId);
  const link = () => rows()[at]?.querySelector<HTMLAnchorElement>("a[data-row-link]");
  const open = () => link()?.click();

  useShortcut("j", () => goTo(at + 1));
  useShortcut("k", () => goTo(at === -1 ? 0 : at - 1));
  useShortcut("o", open, activeId !== null);

  return {
    activeId,
    isTabStop: (rowId) => rowId === (activeId ?? rowIds[0]),
    onFocus: choose,
    clear: () => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      choose(null);
    },
    onKeyDown: (event) => {
      const isCommand = event.ctrlKey || event.metaKey;
      if (event.altKey || event.shiftKey) return;
      if (isCommand && event.key === "a") {
        event.preventDefault();
        return onSelectAll();
      }
      if (event.target !== event.currentTarget) return;
      const move = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rowIds.length - 1 }[event.key];
      if (event.key !== "Enter" && (move === undefined || isCommand)) return;
      event.preventDefault();
      if (move !== undefined) goTo(move);
      else if (isCommand) window.open(link()?.href, "_blank", "noopener");
      else open();
    },
  };
}
