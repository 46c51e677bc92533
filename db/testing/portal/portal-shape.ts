import { PORTAL_COLUMNS, type PortalTable } from "./portal-columns";

/** What rows of a portal can be like, besides ordinary. */
export type Oddity =
  | "zero_dates"
  | "partial_dates"
  | "missing_dates"
  | "duplicates"
  | "rotated_tokens"
  | "shared_tokens"
  | "orphans"
  | "unreadable_prices";

type ColumnName = { [T in PortalTable]: `${T}.${keyof (typeof PORTAL_COLUMNS)[T] & string}` }[PortalTable];

/** A portal as it was before PassDesk: how its tables are made and what stands in them. Data only. */
export interface PortalShape {
  name: string;
  /** Of every table that `collations` does not name. `utf8mb4_0900_ai_ci` is MariaDB's nearest one there. */
  collation: string;
  /** Of a table, or of one column. */
  collations: Readonly<Partial<Record<PortalTable | ColumnName, string>>>;
  row_format: "DYNAMIC" | "COMPACT";
  /** Tables in MyISAM; the others are InnoDB. */
  my_isam: readonly PortalTable[];
  /** Tables and columns that this portal does not have. */
  without: readonly (PortalTable | ColumnName)[];
  /** Definitions that differ from `PORTAL_COLUMNS`. */
  types: Readonly<Partial<Record<ColumnName, string>>>;
  /** Columns of the portal's own, as `table.column`, each with the SQL of its value in row `p.n`. */
  own_columns: Readonly<Record<`${PortalTable}.${string}`, { type: string; value: string }>>;
  /** Indexes and foreign keys of the portal's own: lines of CREATE TABLE. */
  own_keys: Readonly<Partial<Record<PortalTable, readonly string[]>>>;
  /** Tables and triggers of the portal's own, made last. */
  own_statements: readonly string[];
  oddities: readonly Oddity[];
}

/** The columns that a table has in this shape, in order; empty if there is no such table. */
export function columnsOf(shape: PortalShape, table: PortalTable): string[] {
  const without: readonly string[] = shape.without;
  if (without.includes(table)) return [];
  const own = Object.keys(shape.own_columns).flatMap((key) =>
    key.startsWith(`${table}.`) ? [key.slice(table.length + 1)] : [],
  );
  const known = Object.keys(PORTAL_COLUMNS[table]).filter(
    (column) => !without.includes(`${table}.${column}`),
  );
  return [...known, ...own];
}

export const hasTable = (shape: PortalShape, table: PortalTable) => columnsOf(shape, table).length > 0;

/** Where this portal books coins. */
export const pointsTable = (shape: PortalShape): PortalTable =>
  hasTable(shape, "points_transaction_upgrade") ? "points_transaction_upgrade" : "points_transaction";
