import mysql from "mysql2/promise";

/**
 * Locks the rows that a `SELECT … FOR UPDATE` finds, like another transaction in progress. Answers a function that
 * releases them. Rejects if the server does not answer or the rows are already locked.
 */
export async function holdRows(
  url: string,
  sql: string,
  values: readonly (string | number)[],
): Promise<() => Promise<void>> {
  const connection = await mysql.createConnection({ uri: url });
  await connection.beginTransaction();
  await connection.query(sql, [...values]);
  return () => connection.end();
}
