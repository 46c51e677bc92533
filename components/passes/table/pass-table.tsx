"use client";

import dynamic from "next/dynamic";
import { useMemo, useRef } from "react";
import { useColumnWidths } from "@/components/data-table/column-widths";
import { type SelectableColumn, SelectableTable } from "@/components/data-table/selectable-table";
import type { Density } from "@/components/data-table/table-shape";
import { useKeptPlace } from "@/components/data-table/kept-place";
import { type RowCursor, useRowCursor } from "@/components/data-table/use-row-cursor";
import { shownViews } from "./column-order";
import type { CountOutcome } from "@/components/passes/query/count-outcome";
import { useList } from "@/components/passes/query/list-context";
import { RowLookContext } from "./row-context";
import { openedFrom } from "./keep-opened-list";
import { columnLook } from "./pass-table-columns";
import { activeFilters } from "@/components/passes/query/query-edit";
import { SortHeader } from "./sort-header";
import { sortWords } from "@/components/passes/query/sort-words";
import { type PassSelection, useSelection } from "@/components/passes/selection/use-selection";
import { useServerNow } from "@/components/ui/time/use-server-now";
import { cn } from "@/components/ui/class-names";
import { copyText } from "@/components/ui/value/copy-text";
import { useMedia } from "@/components/ui/browser/use-media";
import { useShortcut } from "@/components/ui/browser/use-shortcut";
import type { ColumnView, ListColumn } from "@/lib/passes/list/list-columns";
import type { Pass } from "@/lib/passes/pass";

const SOON_MS = 130_000;

/* Two lines with two values each, instead of a row of cells. */
const PHONE_ROW =
  "max-md:relative max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:border-line-soft max-md:py-3";

// Loaded separately: neither is needed before the rows are shown.
const ColumnResizer = dynamic(
  () => import("@/components/data-table/column-resizer").then((resizer) => resizer.ColumnResizer),
  { ssr: false },
);
const SelectionBar = dynamic(
  () => import("@/components/passes/selection/selection-bar").then((bar) => bar.SelectionBar),
  { ssr: false },
);

interface PassTableProps {
  passes: readonly Pass[];
  address: string;
  density: Density;
  isFirstPage: boolean;
  count: Promise<CountOutcome>;
  canCorrect: boolean;
}

export function PassTable(props: PassTableProps) {
  const { passes, address, density, isFirstPage, count } = props;
  const list = useList();
  const { query, columns, columnViews, isPending } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const rowIds = useMemo(() => passes.map((pass) => pass.id), [passes]);
  const selection = useSelection(query, passes);
  const cursor = useRowCursor({ scroller, rowIds, address, onSelectAll: selection.togglePage });
  useKeptPlace(scroller, address);
  const widths = useColumnWidths();
  const isWide = useMedia("(width >= 1121px)");
  const clock = {
    now: useServerNow(list.clock.now.toISOString(), tick(passes, list.clock.now)),
    zone: list.clock.zone,
  };
  useRowKeys(passes, cursor, selection);

  const isCompact = density === "compact";
  const { shown, tableColumns } = useColumns(columnViews, columns, isCompact);
  const sortedBy = shown.find((view) => view.sort === query.sort.field);
  return (
    <RowLookContext
      value={{
        clock,
        isCompact,
        isTabStop: cursor.isTabStop,
        onOpen: openedFrom({ address, query, rowIds, isFirstPage, count }),
      }}
    >
      <div
        ref={scroller}
        aria-busy={isPending}
        className={cn(
          "relative min-h-0 flex-1 scroll-pt-8 overflow-auto border-t",
          // Leaves room under the last row for the selection bar.
          selection.passes.size > 0 && "md:scroll-pb-16 md:pb-16",
        )}
      >
        <SelectableTable
          label="Passes"
          caption={caption(activeFilters(query).length, sortWords(query.sort))}
          columns={tableColumns}
          rows={passes}
          rowId={(pass) => pass.id}
          sorted={sortedBy ? { id: sortedBy.id, isDescending: query.sort.direction === "desc" } : null}
          density={density}
          cursor={cursor}
          selection={selection}
          widths={widths}
          Resizer={isWide ? ColumnResizer : null}
          isStale={isPending}
          className={cn("table-fixed max-md:min-w-0", widthFor(shown.length))}
          rowClassName={PHONE_ROW}
        />
      </div>
      <SpokenCount selection={selection} />
      {selection.passes.size > 0 ? (
        <SelectionBar {...props} {...{ selection, clock, query }} views={shown} />
      ) : null}
    </RowLookContext>
  );
}

function SpokenCount({ selection: { passes, isAll } }: { selection: PassSelection }) {
  return (
    <span aria-live="polite" className="sr-only">
      {passes.size > 0 ? `${isAll ? "All" : passes.size} selected` : ""}
    </span>
  );
}

function useColumns(views: readonly ColumnView[], ids: readonly ListColumn[], isCompact: boolean) {
  const shown = useMemo(() => shownViews(views, ids), [views, ids]);
  const tableColumns = useMemo(() => shown.map((view) => columnOf(view, isCompact)), [shown, isCompact]);
  return { shown, tableColumns };
}

function useRowKeys(passes: readonly Pass[], cursor: RowCursor, selection: PassSelection): void {
  const current = passes.find((pass) => pass.id === cursor.activeId);
  const isOnRow = current !== undefined;
  const id = current?.id ?? "";
  useShortcut("c", () => void copyText(current?.pass_uuid ?? id, "Pass ID"), isOnRow);
  useShortcut("x", () => selection.toggle(id, false), isOnRow);
  useShortcut("X", () => selection.toggle(id, true), isOnRow);
  const isSelecting = selection.passes.size > 0;
  useShortcut("Escape", isSelecting ? selection.clear : cursor.clear, isSelecting || isOnRow);
}

function columnOf(view: ColumnView, isCompact: boolean): SelectableColumn<Pass> {
  const { cell, width, compactWidth, className, cellClassName } = columnLook(view);
  return {
    id: view.id,
    label: view.label,
    header: <SortHeader view={view} />,
    cell,
    width: isCompact ? (compactWidth ?? width) : width,
    className,
    cellClassName,
  };
}

/** How often the clock ticks, in ms: every minute, or every second while a pass on screen is about to expire. */
function tick(passes: readonly Pass[], now: Date): number {
  const endsSoon = passes.some((pass) => {
    const left_ms = pass.expiration === null ? 0 : Date.parse(pass.expiration) - now.getTime();
    return left_ms > 0 && left_ms < SOON_MS;
  });
  return endsSoon ? 1000 : 60_000;
}

/* The least width of the table; a narrower window scrolls it, with the pass column in view. */
function widthFor(columns: number): string {
  if (columns <= 7) return "min-w-288 max-lg:min-w-215";
  return columns <= 10 ? "min-w-360" : "min-w-560";
}

function caption(filters: number, order: string): string {
  const which =
    filters === 0 ? "All passes" : `Passes matching ${filters} ${filters === 1 ? "filter" : "filters"}`;
  return `${which}, ${order} first`;
}
