import "server-only";
import { IS_TABLE } from "@/db/portal/found-portal";
import { PORTAL_INDEX_NAMES, PORTAL_INDEXES } from "@/db/schema/wanted/portal-indexes";
import type { MigrationSession } from "./migration-session";
import { parseTable, type TableText } from "./table-text";

export interface LiveTable {
  name: string;
  engine: string;
  row_format: string;
  /** Whether the server keeps every former row of it (`WITH SYSTEM VERSIONING`). */
  is_versioned: boolean;
  comment: string;
  /** Estimated by the server. */
  rows: number;
  /** Of data and indexes. */
  bytes: number;
  /** Empty for tables that PassDesk has nothing to do with. */
  text: TableText;
}

/** The tables of a schema by name; views are not among them. */
export type LiveSchema = ReadonlyMap<string, LiveTable>;

interface Found {
  name: string;
  type: string;
  engine: string | null;
  row_format: string | null;
  comment: string;
  row_count: string | number | null;
  bytes: string | number | null;
}

const NO_TEXT: TableText = { columns: new Map(), keys: new Map(), options: "" };
const CONCERNS = new Set(["bytemark_pass", "bytemark_pass_archive", ...Object.keys(PORTAL_INDEXES)]);

/** Reads the tables of the schema. A portal has hundreds that are none of ours; the text of those in `also` is read too. */
export async function readLiveSchema(
  session: MigrationSession,
  also: readonly string[] = [],
): Promise<LiveSchema> {
  const found = await session.rows<Found>(
    `SELECT TABLE_NAME AS name, TABLE_TYPE AS type, ENGINE AS engine, ROW_FORMAT AS row_format, TABLE_COMMENT AS comment,
       TABLE_ROWS AS row_count, DATA_LENGTH + INDEX_LENGTH AS bytes
     FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND ${IS_TABLE} ORDER BY TABLE_NAME`,
  );
  const tables = new Map<string, LiveTable>();
  for (const { name, type, engine, row_format, comment, row_count, bytes } of found) {
    tables.set(name, {
      name,
      engine: engine ?? "",
      row_format: row_format ?? "",
      is_versioned: type === "SYSTEM VERSIONED",
      comment,
      rows: Number(row_count ?? 0),
      bytes: Number(bytes ?? 0),
      text:
        CONCERNS.has(name) || name.startsWith("pd_") || also.includes(name)
          ? parseTable(await showCreate(session, name))
          : NO_TEXT,
    });
  }
  return tables;
}

/** The tables of the portal that hold an index of ours, whatever they are called by now. */
export async function listIndexedTables(session: MigrationSession): Promise<string[]> {
  const rows = await session.rows<{ name: string }>(
    `SELECT DISTINCT TABLE_NAME AS name FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
       AND TABLE_NAME <> 'bytemark_pass_archive' AND INDEX_NAME IN (${PORTAL_INDEX_NAMES.map(() => "?").join(", ")})`,
    PORTAL_INDEX_NAMES,
  );
  return rows.map(({ name }) => name);
}

async function showCreate(session: MigrationSession, name: string): Promise<string> {
  const [row] = await session.rows<Record<string, string>>(`SHOW CREATE TABLE \`${name}\``);
  return row?.["Create Table"] ?? "";
}

const EXAMPLE = "pd_wanted";
const EXAMPLE_KEY = "pd_wanted_key";

/**
 * How this server writes a table that is declared by `lines`: it is asked, by a temporary table that is gone at once. Two servers
 * write the same declaration differently, and a declaration is compared with nothing else. A server may refuse tables without a
 * primary key, or give them one unasked, so lines without any are tried beside a key of the example's own.
 */
export async function asServerWrites(
  session: MigrationSession,
  lines: readonly string[],
  options: string,
): Promise<TableText> {
  const hasKey = lines.some((line) => line.includes("PRIMARY KEY"));
  const all = hasKey ? lines : [...lines, `${EXAMPLE_KEY} INT NOT NULL PRIMARY KEY`];
  await session.run(`DROP TEMPORARY TABLE IF EXISTS ${EXAMPLE}`);
  await session.run(
    `CREATE TEMPORARY TABLE ${EXAMPLE} (${all.join(", ")}) ENGINE=InnoDB ROW_FORMAT=DYNAMIC ${options}`,
  );
  const text = parseTable(await showCreate(session, EXAMPLE));
  await session.run(`DROP TEMPORARY TABLE ${EXAMPLE}`);
  if (!hasKey) {
    text.columns.delete(EXAMPLE_KEY);
    text.keys.delete("PRIMARY");
  }
  return text;
}
