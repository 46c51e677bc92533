import "server-only";
import type { Database } from "@/db/connection";
import { type Noun, NOUNS } from "@/db/portal/portal";

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
  return isNullable(column) && base !== "unknown" ? `${base} | null` : base;
}

/* The servers disagree about expressions, so what a view computes is declared. */
function isNullable({ table, name, nullable }: Column): boolean {
  const kind = Object.entries<Noun>(NOUNS).find(([noun]) => noun === table)?.[1].columns[name]?.kind;
  if (kind === "time" || kind === "money") return true;
  return kind !== "flag" && nullable === "YES";
}

const HEAD = `/* Generated from the live schema by \`passdesk tables\`; a test compares the two. Do not edit. */

import type { Knex } from "knex";
`;

const TYPES = `export type TableName = keyof Tables;

/* Exact numbers and times are read as text; they are written as numbers and dates too, and ids as the text they came in. */
type Written<V> = V | (V extends string ? number | Date : V extends number ? string : never) | Knex.Raw;
type WrittenRow<T extends TableName> = { [C in keyof Tables[T]]?: Written<Tables[T][C]> };
type Built<T extends TableName> = Knex.CompositeTableType<
  Tables[T],
  WrittenRow<T>,
  WrittenRow<T>,
  WrittenRow<T>
>;
`;

/** The text of db/tables.ts for the live schema: every table and view by name, but for views of one index, every column in ordinal order, alike on both servers. */
export async function generateTables(db: Database): Promise<string> {
  const columns: Column[] = await db("information_schema.COLUMNS")
    .select({
      table: "TABLE_NAME",
      name: "COLUMN_NAME",
      type: "DATA_TYPE",
      full_type: "COLUMN_TYPE",
      nullable: "IS_NULLABLE",
    })
    .whereRaw("TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT LIKE '%\\_\\_%'")
    .orderBy("ORDINAL_POSITION");
  // Sorted here: the servers order underscores differently.
  const tables = [...Map.groupBy(columns, (column) => column.table)].sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = [HEAD, "export interface Tables {"];
  for (const [table, members] of tables) {
    lines.push(`  ${table}: {`);
    for (const member of members) lines.push(`    ${member.name}: ${typeOf(member)};`);
    lines.push("  };");
  }
  lines.push("}", "", TYPES);
  lines.push(
    "// The query builder knows every table: a column that is not there does not compile.",
    'declare module "knex/types/tables" {',
    "  interface Tables {",
    ...tables.map(([table]) => `    ${table}: Built<"${table}">;`),
    "  }",
    "}",
    "",
  );
  return lines.join("\n");
}
