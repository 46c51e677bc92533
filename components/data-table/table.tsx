import type { ReactNode } from "react";
import { PlainFrame } from "./table-parts";
import type { Column, TableShape } from "./table-shape";
import { cn } from "@/components/ui/class-names";

/** The details under an open row. The button that opens them must point to them with `aria-controls`. */
export interface RowDetails {
  id?: string;
  className?: string;
  content: ReactNode;
}

interface RowsProps<Row, Given> extends TableShape<Row, Given> {
  rows: readonly Row[];
  rowKey: (row: Row, at: number) => string;
  given?: Given;
  /** The id of a row's element, so that it can be linked to. */
  anchor?: (row: Row) => string;
  /** Class names for single rows. */
  markRow?: (row: Row, given: Given) => string | undefined;
  details?: (row: Row, given: Given) => RowDetails | null;
  /** A row after all others, such as a total. */
  foot?: ReactNode;
}

type TableProps<Row, Given> = RowsProps<Row, Given> & {
  /** The accessible name of the table. */
  caption: string;
  /** Shown in place of a table without rows. */
  whenEmpty?: ReactNode;
} & (undefined extends Given ? unknown : { given: Given });

/** A native table drawn from its columns. It renders on the server and in the browser. */
export function Table<Row, Given = undefined>({
  caption,
  whenEmpty,
  ...props
}: TableProps<Row, Given>): ReactNode {
  if (props.rows.length === 0 && whenEmpty !== undefined) return whenEmpty;
  return (
    <PlainFrame {...props} caption={caption}>
      {props.rows.map((row, at) => (
        <TableRow key={props.rowKey(row, at)} {...props} row={row} />
      ))}
      {props.foot}
    </PlainFrame>
  );
}

function TableRow<Row, Given>({ row, ...props }: RowsProps<Row, Given> & { row: Row }) {
  // The props allow leaving out `given` only if its type is undefined.
  const given = props.given as Given;
  const details = props.details?.(row, given) ?? null;
  return (
    <>
      <tr
        id={props.anchor?.(row)}
        data-open={details === null ? undefined : true}
        className={cn(props.rowClassName, props.markRow?.(row, given)) || undefined}
      >
        {props.columns.map((column) => (
          <Cell key={column.label} column={column}>
            {column.cell(row, given)}
          </Cell>
        ))}
      </tr>
      {details === null ? null : (
        <tr id={details.id} data-details className={details.className}>
          <td colSpan={props.columns.length}>{details.content}</td>
        </tr>
      )}
    </>
  );
}

type CellProps = {
  column: Pick<Column<never, never>, "className" | "cellClassName" | "isRowHeader">;
  children: ReactNode;
};

function Cell({ column: { className, cellClassName, isRowHeader }, children }: CellProps) {
  const names = cn(className, cellClassName) || undefined;
  return isRowHeader ? (
    <th scope="row" className={names}>
      {children}
    </th>
  ) : (
    <td className={names}>{children}</td>
  );
}
