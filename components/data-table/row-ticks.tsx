"use client";

import type { ChangeEvent } from "react";
import { Checkbox } from "@/components/ui/form/checkbox";
import { cn } from "@/components/ui/class-names";

/** Which rows are selected, and how to change that. On a phone, nothing can be selected. */
export interface RowSelection<Row> {
  has: (rowId: string) => boolean;
  /** How much of the current page is selected. */
  page: "none" | "some" | "all";
  /** What a row's checkbox selects, as in "pass 4f2c91ab". */
  nameOf: (row: Row) => string;
  /** With `isRange`, selects every row from the one that was changed last. */
  toggle: (rowId: string, isRange: boolean) => void;
  togglePage: () => void;
}

const CELL = "sticky left-0 pr-0! max-md:hidden!";

/** The column of the checkboxes, which is always the first. */
export function TickColumn() {
  return <col className="w-11" />;
}

/** Selects every row of the page, or clears the selection of all of them. */
export function PageTick<Row>({ selection }: { selection: RowSelection<Row> }) {
  return (
    <th scope="col" className={cn(CELL, "z-11!")}>
      <Tick
        label="Select all on this page"
        checked={selection.page === "all"}
        mixed={selection.page === "some"}
        onChange={selection.togglePage}
      />
    </th>
  );
}

interface RowTickProps<Row> {
  row: Row;
  id: string;
  selection: RowSelection<Row>;
  isTabStop: boolean;
  className: string;
}

/** Selects one row; with Shift, every row from the last changed one to this one. */
export function RowTick<Row>({ row, id, selection, isTabStop, className }: RowTickProps<Row>) {
  return (
    <td className={cn(CELL, "z-2 select-none", className)}>
      <Tick
        label={`Select ${selection.nameOf(row)}`}
        checked={selection.has(id)}
        tabIndex={isTabStop ? 0 : -1}
        onChange={({ nativeEvent }) =>
          selection.toggle(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
    </td>
  );
}

interface TickProps {
  label: string;
  checked: boolean;
  mixed?: boolean;
  tabIndex?: number;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

/* Extends the clickable area by 8 px on every side. */
function Tick({ label, ...rest }: TickProps) {
  return (
    <Checkbox
      aria-label={label}
      {...rest}
      className="relative before:absolute before:-inset-2 before:content-['']"
    />
  );
}
