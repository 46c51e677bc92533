"use client";

import type { ChangeEvent } from "react";
import { Checkbox } from "@/components/ui/form/checkbox";
import { cn } from "@/components/ui/class-names";

/** Which rows are selected, and how that changes. A phone selects nothing. */
export interface RowSelection<Row> {
  has: (rowId: string) => boolean;
  /** How much of the page on screen is selected. */
  page: "none" | "some" | "all";
  /** What the tick of a row selects, as in "pass 4f2c91ab". */
  nameOf: (row: Row) => string;
  /** `isRange` goes on from the row that was changed last. */
  toggle: (rowId: string, isRange: boolean) => void;
  togglePage: () => void;
}

const CELL = "sticky left-0 pr-0! max-md:hidden!";

/** The column of the ticks; always the first. */
export function TickColumn() {
  return <col className="w-11" />;
}

/** Selects every row of the page, or none of them. */
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

/** Selects one row; with Shift every row up to it. */
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

/* Twice as large under a pointer as it looks. */
function Tick({ label, ...rest }: TickProps) {
  return (
    <Checkbox
      aria-label={label}
      {...rest}
      className="relative before:absolute before:-inset-2 before:content-['']"
    />
  );
}
