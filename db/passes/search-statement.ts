import "server-only";
import type { Database } from "@/db/connection";

/*
 * Look-ups of many values at once. Every branch of every statement is one range or some points of one index and has its
 * own bound; values are compared in the column's own character set, so ids must be ASCII.
 */

/** Rows that one branch answers at most; one more than a search shows, so that more can be said. */
export const MOST_FOUND = 501;

export type Branch = [sql: string, bindings: readonly (string | number)[]];

/** Placeholders for a list of values. */
export const marks = (values: readonly unknown[]) => values.map(() => "?").join(", ");

/** The rows of all branches in one statement, each branch with its own bound; none for no branch. */
export async function union<T>(db: Database, branches: readonly Branch[]): Promise<T[]> {
  if (branches.length === 0) return [];
  const sql = branches.map(([select]) => `(${select})`).join(" UNION ALL ");
  const [rows] = (await db.raw(
    sql,
    branches.flatMap(([, bindings]) => [...bindings]),
  )) as [T[], unknown];
  return rows;
}
