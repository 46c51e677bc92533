import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import type { ReadColumn } from "@/db/portal/read-columns";
import { limitStatement } from "@/db/query/limit-statement";

export interface OddValues {
  column: string;
  /** Rows whose value is there and cannot be read. */
  rows: number;
  /** Ids of a few of them. */
  ids: number[];
}

const MOST_EXAMPLES = 3;

/**
 * Of each column the values that are there but cannot be read, as dates that no clock shows. One pass over the table;
 * null if that takes longer than `limit_ms`. Takes no lock and changes nothing.
 */
export async function findOddValues(
  db: Database,
  table: string,
  columns: readonly ReadColumn[],
  { limit_ms }: { limit_ms: number },
): Promise<OddValues[] | null> {
  if (columns.length === 0) return [];
  const isOdd = ({ column, read }: ReadColumn) => `\`${column}\` IS NOT NULL AND (${read}) IS NULL`;
  const sums = columns.map((column, at) => `SUM(${isOdd(column)}) AS c${at}`).join(", ");
  const counted = await first(db, `SELECT ${sums} FROM \`${table}\``, limit_ms);
  if (counted === null) return null;
  const found: OddValues[] = [];
  for (const [at, column] of columns.entries()) {
    const rows = Number(counted[0]?.[`c${at}`] ?? 0);
    if (rows === 0) continue;
    const examples = `SELECT id FROM \`${table}\` WHERE ${isOdd(column)} LIMIT ${MOST_EXAMPLES}`;
    const ids = (await first(db, examples, limit_ms)) ?? [];
    found.push({ column: column.column, rows, ids: ids.map(({ id }) => Number(id)) });
  }
  return found;
}

/** Rows and different values of a column; null if that takes longer than `limit_ms`. */
export async function countDistinct(
  db: Database,
  { table, column, limit_ms }: { table: string; column: string; limit_ms: number },
): Promise<{ rows: number; different: number } | null> {
  const counted = await first(
    db,
    `SELECT COUNT(\`${column}\`) AS n, COUNT(DISTINCT \`${column}\`) AS different FROM \`${table}\``,
    limit_ms,
  );
  if (counted === null) return null;
  return { rows: Number(counted[0]?.["n"] ?? 0), different: Number(counted[0]?.["different"] ?? 0) };
}

type Row = Record<string, string | number | null>;

async function first(db: Database, sql: string, limit_ms: number): Promise<Row[] | null> {
  try {
    const [rows] = (await db.raw(await limitStatement(db, sql, limit_ms))) as [Row[], unknown];
    return rows;
  } catch (error) {
    if (databaseFault(error) === "too_slow") return null;
    throw error;
  }
}
