import mysql from "mysql2/promise";

export interface PortalSession {
  run: (sql: string, values?: readonly (string | number | null)[]) => Promise<unknown>;
  rows: <T>(sql: string, values?: readonly (string | number | null)[]) => Promise<T[]>;
  close: () => Promise<void>;
}

/**
 * A session as the portal's own code has it: UTC, and without the modes that refuse a zero date, cut texts or invalid
 * numbers. Times come as text.
 */
export async function openPortalSession(url: string): Promise<PortalSession> {
  const connection = await mysql.createConnection({
    uri: url,
    dateStrings: true,
    timezone: "Z",
    charset: "utf8mb4",
  });
  await connection.query("SET SESSION sql_mode = '', time_zone = '+00:00'");
  const run: PortalSession["run"] = async (sql, values = []) => (await connection.query(sql, [...values]))[0];
  return {
    run,
    rows: async <T>(sql: string, values: readonly (string | number | null)[] = []) =>
      (await run(sql, values)) as T[],
    close: () => connection.end(),
  };
}
