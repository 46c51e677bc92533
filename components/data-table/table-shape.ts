import type { ReactNode } from "react";

export type Density = "comfortable" | "compact";

/** How a column looks, whatever stands in its cells. */
export interface ColumnLook {
  /** Its name in words, once in a table. */
  label: string;
  width?: string | undefined;
  /** On the column, the header and each cell alike. */
  className?: string | undefined;
  cellClassName?: string | undefined;
}

/** A column of a table: what its header and its cells show. */
export interface Column<Row, Given = undefined> extends ColumnLook {
  /** `given` is what the cells of a table need beside their row: a clock, words, what a button does. */
  cell: (row: Row, given: Given) => ReactNode;
  /** What the header shows in place of the label. */
  head?: ReactNode;
  /** The label is only read out, as over buttons. */
  isLabelHidden?: boolean;
  /** Its cells name their rows. */
  isRowHeader?: boolean;
  /** The order in which the rows came. */
  sorted?: "ascending" | "descending";
}

/** All that a table is before it has rows; its skeleton is drawn from the same. */
export interface TableShape<Row, Given = undefined> {
  columns: readonly Column<Row, Given>[];
  /**
   * `list` fills a page, from gutter to gutter. `panel` fills a card. `plain` stands in a text, in line with it. `quiet` sets
   * values beside each other.
   */
  look?: "list" | "panel" | "plain" | "quiet";
  density?: Density;
  /** On a phone the cells of a row are stacked, or the columns that stay need no headers. Otherwise it stays a table. */
  phone?: "stack" | "headless";
  className?: string;
  rowClassName?: string;
}
