import type { CSSProperties, ReactNode } from "react";
import type { Column, ColumnLook, TableShape } from "./table-shape";
import { cn } from "@/components/ui/class-names";

type ColumnGroupProps = {
  columns: readonly ColumnLook[];
  /** Widths that the reader chose, in pixels, in the order of the columns; they apply to wide windows only. */
  given?: readonly (number | undefined)[];
  className?: string | false | undefined;
  /** `col` elements of columns before these, such as the checkboxes. */
  children?: ReactNode;
};

export function ColumnGroup({ columns, given, className, children }: ColumnGroupProps) {
  return (
    <colgroup className={className || undefined}>
      {children}
      {columns.map((column, at) => {
        const pixels = given?.[at];
        return (
          <col
            key={column.label}
            className={cn(column.className, column.width, pixels && "lg:w-(--given)!")}
            style={pixels ? ({ "--given": `${pixels}px` } as CSSProperties) : undefined}
          />
        );
      })}
    </colgroup>
  );
}

type ColumnHeadProps = {
  className: string | undefined;
  sorted?: "ascending" | "descending" | undefined;
  children: ReactNode;
};

export function ColumnHead({ className, sorted, children }: ColumnHeadProps) {
  return (
    <th scope="col" aria-sort={sorted} className={className}>
      {children}
    </th>
  );
}

type TableFrameProps = Omit<TableShape<never, never>, "columns" | "rowClassName"> & {
  /** Overrides the caption as the accessible name. */
  label?: string;
  /** The accessible name of the table; null hides the table from screen readers. */
  caption: string | null;
  widths: ReactNode;
  heads: ReactNode;
  children: ReactNode;
};

export function TableFrame({ label, caption, widths, heads, children, ...shape }: TableFrameProps) {
  return (
    <table
      aria-hidden={caption === null || undefined}
      aria-label={label}
      data-look={shape.look}
      data-density={shape.density}
      data-phone={shape.phone}
      className={cn("table", shape.className)}
    >
      {caption === null ? null : <caption className="sr-only">{caption}</caption>}
      {widths}
      <thead className={shape.phone && "max-md:sr-only"}>
        <tr>{heads}</tr>
      </thead>
      {children}
    </table>
  );
}

type PlainFrameProps = Omit<TableShape<never, never>, "columns"> & {
  columns: readonly Omit<Column<never, never>, "cell">[];
  caption: string | null;
  children: ReactNode;
};

/** A table with one header per column; its children are the rows. */
export function PlainFrame({ columns, children, ...props }: PlainFrameProps) {
  return (
    <TableFrame
      {...props}
      widths={<ColumnGroup columns={columns} className={props.phone === "stack" && "max-md:hidden"} />}
      heads={columns.map(({ label, head, isLabelHidden, sorted, className }) => (
        <ColumnHead key={label} className={className} sorted={sorted}>
          {isLabelHidden ? <span className="sr-only">{label}</span> : (head ?? label)}
        </ColumnHead>
      ))}
    >
      <tbody>{children}</tbody>
    </TableFrame>
  );
}
