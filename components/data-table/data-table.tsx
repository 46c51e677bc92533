"use client";

import { createColumnHelper, rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import { type ComponentType, type CSSProperties, type ReactNode, useMemo } from "react";
import type { ColumnWidths } from "./column-widths";
import { PageTick, RowTick, type RowSelection, TickColumn } from "./row-ticks";
import type { RowCursor } from "./use-row-cursor";
import { cn } from "@/components/ui/class-names";

export type Density = "comfortable" | "compact";

export interface DataColumn<Row> {
  id: string;
  /** Its name in words. */
  label: string;
  header: ReactNode;
  /** A component; a new one at every render would throw the cell away under the pointer. */
  cell: ComponentType<{ row: Row }>;
  /** On the column, the header and each cell alike. */
  className?: string | undefined;
  width?: string | undefined;
  cellClassName?: string | undefined;
}

interface DataTableProps<Row> {
  label: string;
  caption: string;
  /** Must stay the same array while nothing about the columns changes. */
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  sorted: { id: string; isDescending: boolean } | null;
  density: Density;
  cursor: RowCursor;
  selection: RowSelection<Row>;
  widths: ColumnWidths;
  /** What stands at the right edge of a header and makes its column wider; null where nothing does. */
  Resizer: ComponentType<{ id: string; label: string }> | null;
  /** The rows are those of the question before. */
  isStale: boolean;
  className?: string;
  rowClassName?: string;
}

// Sorting and paging are the server's; the table only knows how its rows came.
const features = tableFeatures({ rowSortingFeature });

/** A native table over rows that the server sorted and cut; its rows take a roving tabindex. */
export function DataTable<Row extends object>({
  columns,
  rows,
  rowId,
  cursor,
  selection,
  Resizer,
  ...props
}: DataTableProps<Row>) {
  const table = useTable({
    features,
    data: rows,
    columns: useMemo(() => tableColumns(columns), [columns]),
    getRowId: rowId,
    manualSorting: true,
    state: { sorting: props.sorted ? [{ id: props.sorted.id, desc: props.sorted.isDescending }] : [] },
  });
  const looks = new Map(columns.map((column) => [column.id, column]));
  return (
    <table aria-label={props.label} data-density={props.density} className={props.className}>
      <caption className="sr-only">{props.caption}</caption>
      <Widths columns={columns} widths={props.widths} />
      <thead className="max-md:sr-only">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            <PageTick selection={selection} />
            {group.headers.map((header) => (
              <HeaderCell
                key={header.id}
                column={looks.get(header.column.id)}
                sorted={ARIA_SORT[String(header.column.getIsSorted())]}
                Resizer={Resizer}
              >
                <table.FlexRender header={header} />
              </HeaderCell>
            ))}
          </tr>
        ))}
      </thead>
      <tbody className={cn("transition-opacity max-md:block", props.isStale && "opacity-60")}>
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
    </table>
  );
}

type HeaderCellProps = {
  column: Pick<DataColumn<object>, "id" | "label" | "className"> | undefined;
  sorted: "ascending" | "descending" | undefined;
  Resizer: DataTableProps<object>["Resizer"];
  children: ReactNode;
};

function HeaderCell({ column, sorted, Resizer, children }: HeaderCellProps) {
  return (
    <th scope="col" aria-sort={sorted} className={column?.className}>
      {children}
      {Resizer && column ? <Resizer id={column.id} label={column.label} /> : null}
    </th>
  );
}

function cellLook(column: Pick<DataColumn<object>, "className" | "cellClassName"> | undefined): string {
  return cn(FOCUS_RING, column?.className, column?.cellClassName);
}

type WidthsProps = {
  columns: readonly Pick<DataColumn<object>, "id" | "className" | "width">[];
  widths: ColumnWidths;
};

function Widths({ columns, widths }: WidthsProps) {
  return (
    <colgroup className="max-md:hidden">
      <TickColumn />
      {columns.map(({ id, className, width }) => (
        <col
          key={id}
          className={cn(className, width, widths[id] && "lg:w-(--given)!")}
          style={widths[id] ? ({ "--given": `${widths[id]}px` } as CSSProperties) : undefined}
        />
      ))}
    </colgroup>
  );
}

type CursorRowProps<Row> = {
  id: string;
  row: Row;
  cursor: RowCursor;
  selection: RowSelection<Row>;
  className: string | undefined;
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

function tableColumns<Row extends object>(columns: readonly DataColumn<Row>[]) {
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

// Drawn by the cells: those that stick to an edge would cover the outline of their row.
const FOCUS_RING =
  "md:group-focus-visible/row:shadow-[inset_0_2px_var(--ring),inset_0_-2px_var(--ring)]! md:group-focus-visible/row:first:shadow-[inset_2px_2px_var(--ring),inset_0_-2px_var(--ring)]! md:group-focus-visible/row:last:shadow-[inset_-2px_2px_var(--ring),inset_0_-2px_var(--ring)]!";

const ARIA_SORT: Readonly<Record<string, "ascending" | "descending" | undefined>> = {
  asc: "ascending",
  desc: "descending",
};
