import "server-only";
import type { Database } from "@/db/connection";

/** A column as the live portal has it. */
export interface FoundColumn {
  type: string;
  /** Digits after the point, for exact numbers. */
  scale: number | null;
}

export interface FoundTable {
  columns: ReadonlyMap<string, FoundColumn>;
  indexes: ReadonlySet<string>;
}

/** The named tables that exist in the current schema, with what they have. */
export type FoundPortal = ReadonlyMap<string, FoundTable>;

/** What is a table for the server, and no view. MariaDB names those otherwise of which it keeps every former row. */
export const IS_TABLE = "TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')";

interface ColumnRow {
  t: string;
  name: string;
  type: string;
  scale: number | string | null;
}

/** Reads the live schema; changes nothing. Views are not tables. */
export async function findPortal(db: Database, names: readonly string[]): Promise<FoundPortal> {
  const wanted = [...names];
  const there: { t: string }[] = await db("information_schema.TABLES")
    .select({ t: "TABLE_NAME" })
    .whereRaw(`TABLE_SCHEMA = DATABASE() AND ${IS_TABLE}`)
    .whereIn("TABLE_NAME", wanted);
  const columns: ColumnRow[] = await db("information_schema.COLUMNS")
    .select({ t: "TABLE_NAME", name: "COLUMN_NAME", type: "DATA_TYPE", scale: "NUMERIC_SCALE" })
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .whereIn("TABLE_NAME", wanted)
    .orderBy("ORDINAL_POSITION");
  const indexes: { t: string; name: string }[] = await db("information_schema.STATISTICS")
    .select({ t: "TABLE_NAME", name: "INDEX_NAME" })
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .whereIn("TABLE_NAME", wanted);
  return new Map(
    there.map(({ t: table }) => {
      const own = columns.filter(({ t }) => t === table);
      const found: FoundTable = {
        columns: new Map(own.map((column) => [column.name, foundColumn(column)])),
        indexes: new Set(indexes.flatMap(({ t, name }) => (t === table ? [name] : []))),
      };
      return [table, found];
    }),
  );
}

function foundColumn({ type, scale }: ColumnRow): FoundColumn {
  return { type: type.toLowerCase(), scale: scale === null ? null : Number(scale) };
}
