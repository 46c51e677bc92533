"use client";

import { useMemo, useRef } from "react";
import { DataTable, type DataColumn, type Density } from "@/components/data-table/data-table";
import { keptPlace, useKeptPlace } from "@/components/data-table/kept-place";
import { useRowCursor } from "@/components/data-table/use-row-cursor";
import { useList } from "@/components/passes/list-context";
import { COLUMN_LOOK } from "@/components/passes/pass-columns";
import { activeFilters } from "@/components/passes/query-edit";
import { SortHeader } from "@/components/passes/sort-header";
import { sortWords } from "@/components/passes/sort-words";
import { useServerNow } from "@/components/passes/use-server-now";
import { copyText } from "@/components/ui/copy-text";
import { useShortcut } from "@/components/ui/use-shortcut";
import type { Pass } from "@/lib/passes/pass";

const SOON_MS = 130_000;

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
  const shown = columnViews.filter((view) => columns.includes(view.id));
  const tableColumns = shown.map((view): DataColumn<Pass> => {
    const { cell: Cell, width, compactWidth, className, cellClassName } = COLUMN_LOOK[view.id];
    return {
      id: view.id,
      header: <SortHeader view={view} />,
      cell: (pass) => (
        <Cell pass={pass} clock={clock} isCompact={isCompact} isTabStop={cursor.isTabStop(pass.id)} />
      ),
      width: isCompact ? (compactWidth ?? width) : width,
      className,
      cellClassName,
    };
  });
  const sortedBy = shown.find((view) => view.sort === query.sort.field);
  return (
    <DataTable
      label="Passes"
      caption={caption(activeFilters(query).length, sortWords(query.sort))}
      columns={tableColumns}
      rows={passes}
      rowId={(pass) => pass.id}
      sorted={sortedBy ? { id: sortedBy.id, isDescending: query.sort.direction === "desc" } : null}
      density={density}
      cursor={cursor}
      scroller={scroller}
      isStale={isPending}
      tableClassName={shown.length > 7 ? "min-w-330 max-md:min-w-0" : "min-w-190 max-md:min-w-0"}
    />
  );
}

/** Every minute, or every second while a ride window on screen is about to end. */
function tick(passes: readonly Pass[], now: Date): number {
  const endsSoon = passes.some((pass) => {
    const left_ms = pass.expiration === null ? 0 : Date.parse(pass.expiration) - now.getTime();
    return left_ms > 0 && left_ms < SOON_MS;
  });
  return endsSoon ? 1000 : 60_000;
}

function caption(filters: number, order: string): string {
  const which =
    filters === 0 ? "All passes" : `Passes matching ${filters} ${filters === 1 ? "filter" : "filters"}`;
  return `${which}, ${order}`;
}
