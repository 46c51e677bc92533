import "server-only";
import type { Database } from "@/db/connection";
import { IS_TABLE } from "@/db/portal/found-portal";

/** A table of the portal as the server keeps it. */
export interface PortalTable {
  name: string;
  engine: string;
  row_format: string;
  /** Of its text columns, alphabetically. */
  collations: string[];
  /** As the server estimates. */
  rows: number;
  bytes: number;
  triggers: number;
  foreign_keys: number;
}

/** The named tables that are there, in the given order. Changes nothing. */
export async function listPortalTables(db: Database, names: readonly string[]): Promise<PortalTable[]> {
  const inSchema = (view: string) =>
    db(`information_schema.${view}`)
      .whereRaw("TABLE_SCHEMA = DATABASE()")
      .whereIn("TABLE_NAME", [...names]);
  const tables: Record<
    "name" | "engine" | "row_format" | "n" | "data" | "indexes",
    string | number | null
  >[] = await inSchema("TABLES").whereRaw(IS_TABLE).select({
    name: "TABLE_NAME",
    engine: "ENGINE",
    row_format: "ROW_FORMAT",
    n: "TABLE_ROWS",
    data: "DATA_LENGTH",
    indexes: "INDEX_LENGTH",
  });
  const collations: { table: string; collation: string }[] = await inSchema("COLUMNS")
    .whereNotNull("COLLATION_NAME")
    .distinct({ table: "TABLE_NAME", collation: "COLLATION_NAME" });
  const keys: { table: string }[] = await inSchema("TABLE_CONSTRAINTS")
    .where({ CONSTRAINT_TYPE: "FOREIGN KEY" })
    .select({ table: "TABLE_NAME" });
  const triggers: { table: string }[] = await db("information_schema.TRIGGERS")
    .whereRaw("EVENT_OBJECT_SCHEMA = DATABASE()")
    .whereIn("EVENT_OBJECT_TABLE", [...names])
    .select({ table: "EVENT_OBJECT_TABLE" });
  const of = <T extends { table: string }>(rows: readonly T[], name: string) =>
    rows.filter(({ table }) => table === name);
  return names.flatMap((name) => {
    const found = tables.find((table) => table.name === name);
    if (!found) return [];
    return [
      {
        name,
        engine: String(found.engine),
        row_format: String(found.row_format ?? "").toUpperCase(),
        collations: of(collations, name).map(({ collation }) => collation).toSorted(), // prettier-ignore
        rows: Number(found.n ?? 0),
        bytes: Number(found.data ?? 0) + Number(found.indexes ?? 0),
        triggers: of(triggers, name).length,
        foreign_keys: of(keys, name).length,
      },
    ];
  });
}
