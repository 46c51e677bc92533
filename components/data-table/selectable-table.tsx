"use client";

import { createColumnHelper, rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { type ComponentType, type ReactNode, useMemo } from "react";
import type { ColumnWidths } from "./column-widths";
import { PageTick, RowTick, type RowSelection, TickColumn } from "./row-ticks";
import { ColumnGroup, ColumnHead, TableFrame } from "./table-parts";
import type { ColumnLook, Density } from "./table-shape";
import type { RowCursor } from "./use-row-cursor";
import { cn } from "@/components/ui/class-names";

export interface SelectableColumn<Row> extends ColumnLook {
  id: string;
  header: ReactNode;
  /** A component. It must be the same one at every render, or the cell under the pointer would be remounted. */
  cell: ComponentType<{ row: Row }>;
}

interface SelectableTableProps<Row> {
  label: string;
  caption: string;
  /** Must be the same array for as long as the columns do not change. */
  columns: readonly SelectableColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sorted: { id: string; isDescending: boolean } | null;
  density: Density;
  cursor: RowCursor;
  selection: RowSelection<Row>;
  widths: ColumnWidths;
  /** Resizes a column at the right edge of its header; null if columns cannot be resized. */
  Resizer: ComponentType<{ id: string; label: string }> | null;
  /** The rows still belong to the previous query. */
  isStale: boolean;
  className: string;
  rowClassName: string;
}

const SORTED: Readonly<Record<string, "ascending" | "descending">> = { asc: "ascending", desc: "descending" };

// The server sorts and pages; the table only knows how its rows are sorted.
const features = tableFeatures({ rowSortingFeature });

/**
 * A table with row selection and a keyboard cursor; the server sorts and pages its rows. The rows have a roving
 * tabindex.
 */
export function SelectableTable<Row extends object>(props: SelectableTableProps<Row>) {
  const { columns, cursor, selection, Resizer } = props;
  const table = useServerTable(props);
  const looks = new Map(columns.map((column) => [column.id, column]));
  return (
    <TableFrame
      label={props.label}
      caption={props.caption}
      density={props.density}
      phone="stack"
      className={props.className}
      widths={<Widths columns={columns} given={props.widths} />}
      heads={
        <>
          <PageTick selection={selection} />
          {table.getFlatHeaders().map((header) => {
            const column = looks.get(header.column.id);
            return (
              <ColumnHead
                key={header.id}
                className={column?.className}
                sorted={SORTED[String(header.column.getIsSorted())]}
              >
                <table.FlexRender header={header} />
                {Resizer && column ? <Resizer id={column.id} label={column.label} /> : null}
              </ColumnHead>
            );
          })}
        </>
      }
    >
      <tbody className={cn("transition-opacity", props.isStale && "opacity-60")}>
        {table.getRowModel().rows.map((row) => (
          <CursorRow
            key={row.id}
            id={row.id}
            row={row.original}
            cursor={cursor}
            selection={selection}
            className={props.rowClassName}
          >
            {row.getAllCells().map((cell) => (
              <td key={cell.id} className={cellLook(looks.get(cell.column.id))}>
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </CursorRow>
        ))}
      </tbody>
    </TableFrame>
  );
}

function useServerTable<Row extends object>({ columns, rows, rowId, sorted }: SelectableTableProps<Row>) {
  return useTable({
    features,
    data: rows,
    columns: useMemo(() => tableColumns(columns), [columns]),
    getRowId: rowId,
    manualSorting: true,
    state: { sorting: sorted ? [{ id: sorted.id, desc: sorted.isDescending }] : [] },
  });
}

type WidthsProps = { columns: readonly (ColumnLook & { id: string })[]; given: ColumnWidths };

function Widths({ columns, given }: WidthsProps) {
  return (
    <ColumnGroup columns={columns} given={columns.map(({ id }) => given[id])} className="max-md:hidden">
      <TickColumn />
    </ColumnGroup>
  );
}

function cellLook(column: ColumnLook | undefined): string {
  return cn(FOCUS_RING, column?.className, column?.cellClassName);
}

type CursorRowProps<Row> = {
  id: string;
  row: Row;
  cursor: RowCursor;
  selection: RowSelection<Row>;
  className: string;
  children: ReactNode;
};

function CursorRow<Row>({ id, row, cursor, selection, className, children }: CursorRowProps<Row>) {
  return (
    <tr
      data-row-id={id}
      data-cursor={id === cursor.activeId || undefined}
      data-selected={selection.has(id) || undefined}
      tabIndex={cursor.isTabStop(id) ? 0 : -1}
      onFocus={() => cursor.onFocus(id)}
      onKeyDown={cursor.onKeyDown}
      className={cn(
        "group/row -outline-offset-2 focus-visible:outline-2 md:not-forced-colors:outline-none!",
        className,
      )}
    >
      <RowTick
        row={row}
        id={id}
        selection={selection}
        isTabStop={cursor.isTabStop(id)}
        className={FOCUS_RING}
      />
      {children}
    </tr>
  );
}

function tableColumns<Row extends object>(columns: readonly SelectableColumn<Row>[]) {
  const helper = createColumnHelper<typeof features, Row>();
  return helper.columns(
    columns.map((column) =>
      helper.display({
        id: column.id,
        header: () => column.header,
        cell: ({ row }) => <column.cell row={row.original} />,
      }),
    ),
  );
}

// Drawn on each cell, because sticky cells would cover an outline of the row.
const FOCUS_RING =
  "md:group-focus-visible/row:shadow-[inset_0_2px_var(--ring),inset_0_-2px_var(--ring)]! md:group-focus-visible/row:first:shadow-[inset_2px_2px_var(--ring),inset_0_-2px_var(--ring)]! md:group-focus-visible/row:last:shadow-[inset_-2px_2px_var(--ring),inset_0_-2px_var(--ring)]!";
