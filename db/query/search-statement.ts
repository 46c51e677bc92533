import "server-only";
import type { Database } from "@/db/connection";

/*
 * Look-ups of many values at once. Each branch of a statement is one range or some points of one index with its own
 * limit. Values are compared in the column's character set, so ids must be ASCII.
 */

/** Most rows of a branch: one more than a search shows, to know that there are more. */
export const MOST_FOUND = 501;

export type Branch = [sql: string, bindings: readonly (string | number)[]];

/** Placeholders for a list of values. */
export const marks = (values: readonly unknown[]) => values.map(() => "?").join(", ");

/**
 * An id of the portal, in whatever character set, as PassDesk's own ids are stored: so a join from it uses their index
 * instead of converting every one of them.
 */
export const asOurId = (sql: string) => `CONVERT(${sql} USING ascii) COLLATE ascii_bin`;

/** All branches in one statement, each with its own limit; no branch gives no rows. */
export async function union<T>(db: Database, branches: readonly Branch[]): Promise<T[]> {
  if (branches.length === 0) return [];
  const sql = branches.map(([select]) => `(${select})`).join(" UNION ALL ");
  const [rows] = (await db.raw(
    sql,
    branches.flatMap(([, bindings]) => [...bindings]),
  )) as [T[], unknown];
  return rows;
}
