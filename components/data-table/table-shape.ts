import type { ReactNode } from "react";

export type Density = "comfortable" | "compact";

/** The look of a column, whatever its cells contain. */
export interface ColumnLook {
  /** Its name in words; must be unique within a table. */
  label: string;
  width?: string | undefined;
  /** For the column, its header and each of its cells. */
  className?: string | undefined;
  cellClassName?: string | undefined;
}

export interface Column<Row, Given = undefined> extends ColumnLook {
  /** `given` is what the cells of a table need besides their row, such as a clock, labels or a handler. */
  cell: (row: Row, given: Given) => ReactNode;
  /** Shown in the header in place of the label. */
  head?: ReactNode;
  /** Hides the label from view but not from screen readers, for example over buttons. */
  isLabelHidden?: boolean;
  /** Its cells are the headers of their rows. */
  isRowHeader?: boolean;
  /** How the rows are sorted by this column; left out if they are not. */
  sorted?: "ascending" | "descending";
}

/** Everything about a table except its rows; the table and its skeleton are both drawn from it. */
export interface TableShape<Row, Given = undefined> {
  columns: readonly Column<Row, Given>[];
  /**
   * `list` fills a page from edge to edge. `panel` fills a card. `plain` aligns with the surrounding text. `quiet` sets
   * values side by side.
   */
  look?: "list" | "panel" | "plain" | "quiet";
  density?: Density;
  /**
   * On a phone, `stack` stacks the cells of each row, and `headless` hides the headers. If left out, the table looks
   * the same.
   */
  phone?: "stack" | "headless";
  className?: string;
  rowClassName?: string;
}
