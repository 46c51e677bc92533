import { PORTAL_COLUMNS, PORTAL_KEYS, PORTAL_TABLES, type PortalTable } from "./portal-columns";
import { openPortalSession } from "./portal-session";
import { columnsOf, hasTable, type PortalShape } from "./portal-shape";

const TEXT = /^(VAR)?CHAR\(\d+\)|^(MEDIUM|LONG)?TEXT/;

/** The statements that make a portal's tables, in order, for a session without strict modes. */
function portalDdl(shape: PortalShape, isMariaDb: boolean): string[] {
  const tables = PORTAL_TABLES.filter((table) => hasTable(shape, table));
  return [...tables.map((table) => tableDdl(shape, table, isMariaDb)), ...shape.own_statements];
}

function tableDdl(shape: PortalShape, table: PortalTable, isMariaDb: boolean): string {
  const columns = columnsOf(shape, table).map(
    (column) => `${column} ${definition(shape, table, column, isMariaDb)}`,
  );
  const keys = [PORTAL_KEYS[table] ?? [], shape.own_keys[table] ?? []].flat();
  const engine = shape.my_isam.includes(table) ? "MyISAM" : `InnoDB ROW_FORMAT=${shape.row_format}`;
  const collation = spelled(shape.collations[table] ?? shape.collation, isMariaDb);
  return `CREATE TABLE ${table} (${[...columns, ...keys].join(", ")}) ENGINE=${engine} COLLATE=${collation}`;
}

function definition(shape: PortalShape, table: PortalTable, column: string, isMariaDb: boolean): string {
  const key = `${table}.${column}` as const;
  const own = shape.own_columns[key]?.type;
  const known: Record<string, string> = PORTAL_COLUMNS[table];
  const types: Record<string, string | undefined> = shape.types;
  const collations: Record<string, string | undefined> = shape.collations;
  const type = own ?? types[key] ?? known[column] ?? "";
  const collation = collations[key];
  return collation ? type.replace(TEXT, `$& COLLATE ${spelled(collation, isMariaDb)}`) : type;
}

/* MySQL's default collation by MariaDB's name for the same order, which pads no text either. */
function spelled(collation: string, isMariaDb: boolean): string {
  return isMariaDb && collation === "utf8mb4_0900_ai_ci" ? "utf8mb4_uca1400_nopad_ai_ci" : collation;
}

/** Makes the portal's empty tables, triggers and keys in the schema of `url`, which must have none of them. */
export async function createPortal(url: string, shape: PortalShape): Promise<void> {
  const session = await openPortalSession(url);
  try {
    const [server] = await session.rows<{ version: string }>("SELECT VERSION() AS version");
    const isMariaDb = server?.version.includes("MariaDB") ?? false;
    for (const statement of portalDdl(shape, isMariaDb)) await session.run(statement);
  } finally {
    await session.close();
  }
}
