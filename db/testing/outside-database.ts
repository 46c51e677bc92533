import mysql from "mysql2/promise";

/** The database as its owner sees it, so that browser tests can do what a writer outside PassDesk can. */
export interface OutsideDatabase {
  rows: <T>(sql: string, values?: readonly (string | number | null)[]) => Promise<T[]>;
  /** A value that changes if any row of the tables does, except in what the worker changes on its own. */
  fingerprint: (tables: readonly string[]) => Promise<string>;
  close: () => Promise<void>;
}

/** Opens `url`; times are text in UTC. Rejects if the server does not answer. */
export async function openOutsideDatabase(url: string): Promise<OutsideDatabase> {
  const pool = mysql.createPool({ uri: url, connectionLimit: 4, dateStrings: true, timezone: "Z" });
  const rows = async <T>(sql: string, values: readonly (string | number | null)[] = []): Promise<T[]> => {
    const [found] = await pool.query(sql, [...values]);
    return Array.isArray(found) ? (found as T[]) : [];
  };
  await rows("SELECT 1");
  return {
    rows,
    fingerprint: async (tables) => {
      const parts = [];
      for (const table of tables) parts.push(`${table}=${await contentOf(rows, table)}`);
      return parts.join(" ");
    },
    close: () => pool.end(),
  };
}

type Rows = OutsideDatabase["rows"];

/** Settings that the worker moves at any moment, independently of requests; for a condition on names. */
export const MOVED_BY_WORKER = "'pass_identity', 'rider_links', 'audit.head'";

/* The worker may change these too. */
const KEPT_BY_WORKER: Readonly<Record<string, { columns?: readonly string[]; rows?: string }>> = {
  bytemark_pass: { columns: ["settled_status", "settled_expiration"] },
  // A request that locks a setting and then changes nothing leaves a null value.
  pd_setting: {
    rows: `name IN (${MOVED_BY_WORKER}) OR CAST(value AS CHAR) = 'null'`,
  },
  pd_job: { rows: "actor_id IS NULL" },
  pd_schedule: { rows: "built_in_key IS NOT NULL" },
};

/* Hashes the values, because CHECKSUM TABLE may answer different numbers for an unchanged table. */
async function contentOf(rows: Rows, table: string): Promise<string> {
  const columns = await rows<{ name: string }>(
    `SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION`,
    [table],
  );
  const kept = KEPT_BY_WORKER[table];
  const values = columns
    .filter(({ name }) => !kept?.columns?.includes(name))
    .map(({ name }) => `COALESCE(HEX(\`${name}\`), '~')`)
    .join(", ");
  const [sum] = await rows<{ rows_in: number; parity: string; total: string }>(
    `SELECT COUNT(*) AS rows_in, COALESCE(SUM(CRC32(line)), 0) AS total,
       BIT_XOR(CAST(CONV(LEFT(MD5(line), 15), 16, 10) AS UNSIGNED)) AS parity
     FROM (SELECT CONCAT_WS('|', ${values}) AS line FROM \`${table}\` WHERE NOT (${kept?.rows ?? "FALSE"})) AS content`,
  );
  return `${sum?.rows_in}/${sum?.total}/${sum?.parity}`;
}
