import type { Database } from "@/db/connection";

/** Every row of a table with every column, PassDesk's invisible ones too, by id. */
export async function wholeRows(db: Database, table: string): Promise<Record<string, unknown>[]> {
  const columns: string[] = await db("information_schema.COLUMNS")
    .whereRaw("TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?", [table])
    .orderBy("ORDINAL_POSITION")
    .pluck("COLUMN_NAME");
  return (await db(table).select(columns).orderBy("id")) as Record<string, unknown>[];
}
