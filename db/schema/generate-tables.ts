import "server-only";
import type { Database } from "@/db/connection";

interface Column {
  table: string;
  name: string;
  type: string;
  full_type: string;
  nullable: string;
}

function typeOf(column: Column): string {
  const base = ((): string => {
    // JSON is a checked LONGTEXT on MariaDB; the driver parses it on both servers.
    if (column.type === "json" || column.type === "longtext") return "unknown";
    if (["tinyint", "smallint", "mediumint", "int", "double", "float"].includes(column.type)) return "number";
    return "string";
  })();
  return column.nullable === "YES" && base !== "unknown" ? `${base} | null` : base;
}

/** The text of db/tables.ts for the live schema: every table by name, every column in ordinal order, alike on both servers. */
export async function generateTables(db: Database): Promise<string> {
  const columns: Column[] = await db("information_schema.COLUMNS")
    .select({
      table: "TABLE_NAME",
      name: "COLUMN_NAME",
      type: "DATA_TYPE",
      full_type: "COLUMN_TYPE",
      nullable: "IS_NULLABLE",
    })
    .whereRaw("TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT LIKE 'pd\\_migration%'")
    .orderBy("ORDINAL_POSITION");
  // Sorted here: the servers order underscores differently.
  const tables = [...Map.groupBy(columns, (column) => column.table)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [
    "/* Generated from the live schema by `passdesk tables`; a test compares the two. Do not edit. */",
    "",
  ];
  lines.push("export interface Tables {");
  for (const [table, members] of tables) {
    lines.push(`  ${table}: {`);
    for (const member of members) lines.push(`    ${member.name}: ${typeOf(member)};`);
    lines.push("  };");
  }
  lines.push("}", "", "export type TableName = keyof Tables;", "");
  return lines.join("\n");
}
