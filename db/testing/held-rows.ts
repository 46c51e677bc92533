import mysql from "mysql2/promise";

/**
 * Locks the rows that a `SELECT … FOR UPDATE` finds, as a colleague in the middle of a transaction does. Answers what lets go
 * of them. Rejects when the server does not answer or somebody else has them.
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
