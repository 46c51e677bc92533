"use client";

import { createColumnHelper, rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { type ReactNode, type RefObject, useMemo } from "react";
import type { RowCursor } from "@/components/data-table/use-row-cursor";
import { cn } from "@/components/ui/class-names";

export type Density = "comfortable" | "compact";

export interface DataColumn<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** On the column, the header and each cell alike. */
  className?: string | undefined;
  width?: string | undefined;
  cellClassName?: string | undefined;
}

interface DataTableProps<Row> {
  label: string;
  caption: string;
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sorted: { id: string; isDescending: boolean } | null;
  density: Density;
  cursor: RowCursor;
  scroller: RefObject<HTMLDivElement | null>;
  /** The rows are those of the question before. */
  isStale: boolean;
  rowClassName?: string;
  tableClassName?: string;
}

// Sorting and paging are the server's; the table only knows how its rows came.
const features = tableFeatures({ rowSortingFeature });

/** A native table over rows that the server sorted and cut; its rows take a roving tabindex. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, sorted, cursor } = props;
  const helper = useMemo(() => createColumnHelper<typeof features, Row>(), []);
  const table = useTable({
    features,
    data: rows,
    columns: useMemo(
      () =>
        helper.columns(
          columns.map((column) =>
            helper.display({
              id: column.id,
              header: () => column.header,
              cell: ({ row }) => column.cell(row.original),
            }),
          ),
        ),
      [columns, helper],
    ),
    getRowId: rowId,
    manualSorting: true,
    state: { sorting: sorted ? [{ id: sorted.id, desc: sorted.isDescending }] : [] },
  });
  const looks = new Map(columns.map((column) => [column.id, column]));
  return (
    <div
      ref={props.scroller}
      aria-busy={props.isStale}
      className="relative min-h-0 flex-1 scroll-pt-8 overflow-auto max-md:border-t"
    >
      <table
        aria-label={props.label}
        data-density={props.density}
        className={cn("table table-fixed", props.tableClassName)}
      >
        <caption className="sr-only">{props.caption}</caption>
        <colgroup className="max-md:hidden">
          {columns.map((column) => (
            <col key={column.id} className={cn(column.className, column.width)} />
          ))}
        </colgroup>
        <thead className="max-md:sr-only">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={ARIA_SORT[String(header.column.getIsSorted())]}
                  className={looks.get(header.column.id)?.className}
                >
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody className={cn("transition-opacity", props.isStale && "opacity-60")}>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              data-row-id={row.id}
              data-cursor={row.id === cursor.activeId || undefined}
              tabIndex={cursor.isTabStop(row.id) ? 0 : -1}
              onFocus={() => cursor.onFocus(row.id)}
              onKeyDown={cursor.onKeyDown}
              className={cn("group/row -outline-offset-2", props.rowClassName)}
            >
              {row.getAllCells().map((cell) => {
                const look = looks.get(cell.column.id);
                return (
                  <td
                    key={cell.id}
                    data-column={cell.column.id}
                    className={cn(look?.className, look?.cellClassName)}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const ARIA_SORT: Readonly<Record<string, "ascending" | "descending" | undefined>> = {
  asc: "ascending",
  desc: "descending",
};
