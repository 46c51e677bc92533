import mysql from "mysql2/promise";

/** The database as its owner sees it, for browser tests: what a writer outside PassDesk can do, they can do. */
export interface OutsideDatabase {
  rows: <T>(sql: string, values?: readonly (string | number | null)[]) => Promise<T[]>;
  /** One value that changes when any row of the tables does. */
  fingerprint: (tables: readonly string[]) => Promise<string>;
  close: () => Promise<void>;
}

/** Opens `url`; times are text in UTC. Rejects when the server does not answer. */
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
      const sums = await rows<{ Table: string; Checksum: number }>(
        `CHECKSUM TABLE ${tables.join(", ")} EXTENDED`,
      );
      return sums.map((sum) => `${sum.Table}=${sum.Checksum}`).join(" ");
    },
    close: () => pool.end(),
  };
}
