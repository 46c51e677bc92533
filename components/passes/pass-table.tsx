"use client";

import { useMemo, useRef } from "react";
import { DataTable, type DataColumn, type Density } from "@/components/data-table/data-table";
import { keptPlace, useKeptPlace } from "@/components/data-table/kept-place";
import { useRowCursor } from "@/components/data-table/use-row-cursor";
import { useList } from "@/components/passes/list-context";
import { RowLookContext } from "@/components/passes/row-look";
import { COLUMN_LOOK } from "@/components/passes/pass-columns";
import { activeFilters } from "@/components/passes/query-edit";
import { SortHeader } from "@/components/passes/sort-header";
import { sortWords } from "@/components/passes/sort-words";
import { useServerNow } from "@/components/passes/use-server-now";
import { cn } from "@/components/ui/class-names";
import { copyText } from "@/components/ui/copy-text";
import { useShortcut } from "@/components/ui/use-shortcut";
import type { ColumnView } from "@/lib/passes/list-columns";
import type { Pass } from "@/lib/passes/pass";

const SOON_MS = 130_000;

/* Two lines of two instead of a row of cells. */
const PHONE_ROW =
  "max-md:relative max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:border-b max-md:border-line-soft max-md:px-4 max-md:py-3";

/** The rows of the list with their cursor and clock. */
export function PassTable({
  passes,
  address,
  density,
}: {
  passes: readonly Pass[];
  address: string;
  density: Density;
}) {
  const list = useList();
  const { query, columns, columnViews, isPending } = list;
  const scroller = useRef<HTMLDivElement>(null);
  const rowIds = useMemo(() => passes.map((pass) => pass.id), [passes]);
  const cursor = useRowCursor(scroller, rowIds, keptPlace(address)?.rowId ?? null);
  useKeptPlace(scroller, address, cursor.activeId);
  const clock = {
    now: useServerNow(list.clock.now.toISOString(), tick(passes, list.clock.now)),
    zone: list.clock.zone,
  };
  const current = passes.find((pass) => pass.id === cursor.activeId);
  useShortcut(
    "c",
    () => void copyText(current?.pass_uuid ?? current?.id ?? "", "Pass ID"),
    current !== undefined,
  );

  const isCompact = density === "compact";
  const shown = useMemo(
    () => columnViews.filter((view) => columns.includes(view.id)),
    [columnViews, columns],
  );
  const tableColumns = useMemo(() => shown.map((view) => columnOf(view, isCompact)), [shown, isCompact]);
  const sortedBy = shown.find((view) => view.sort === query.sort.field);
  return (
    <RowLookContext value={{ clock, isCompact, isTabStop: cursor.isTabStop }}>
      <div
        ref={scroller}
        aria-busy={isPending}
        className="relative min-h-0 flex-1 scroll-pt-8 overflow-auto border-t"
      >
        <DataTable
          label="Passes"
          caption={caption(activeFilters(query).length, sortWords(query.sort))}
          columns={tableColumns}
          rows={passes}
          rowId={(pass) => pass.id}
          sorted={sortedBy ? { id: sortedBy.id, isDescending: query.sort.direction === "desc" } : null}
          density={density}
          cursor={cursor}
          isStale={isPending}
          className={cn("table table-fixed max-md:block max-md:min-w-0", widthFor(shown.length))}
          rowClassName={PHONE_ROW}
        />
      </div>
    </RowLookContext>
  );
}

function columnOf(view: ColumnView, isCompact: boolean): DataColumn<Pass> {
  const { cell, width, compactWidth, className, cellClassName } = COLUMN_LOOK[view.id];
  return {
    id: view.id,
    header: <SortHeader view={view} />,
    cell,
    width: isCompact ? (compactWidth ?? width) : width,
    className,
    cellClassName,
  };
}

/** Every minute, or every second while a ride window on screen is about to end. */
function tick(passes: readonly Pass[], now: Date): number {
  const endsSoon = passes.some((pass) => {
    const left_ms = pass.expiration === null ? 0 : Date.parse(pass.expiration) - now.getTime();
    return left_ms > 0 && left_ms < SOON_MS;
  });
  return endsSoon ? 1000 : 60_000;
}

/* Room for the columns; what the window lacks is scrolled, with the pass in view. */
function widthFor(columns: number): string {
  if (columns <= 7) return "min-w-288 max-lg:min-w-215";
  return columns <= 10 ? "min-w-360" : "min-w-560";
}

function caption(filters: number, order: string): string {
  const which =
    filters === 0 ? "All passes" : `Passes matching ${filters} ${filters === 1 ? "filter" : "filters"}`;
  return `${which}, ${order} first`;
}
