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

/* An illegal mix of collations (1267), and on MySQL a text that cannot be converted (3854). */
const CANNOT_HOLD: ReadonlySet<unknown> = new Set([1267, 3854]);

const PLAIN = /^[ -~]*$/;

/**
 * Ids as the portal stores them, without those beyond ASCII: another table, or our own columns, may have a character set
 * that cannot hold them, and comparing them would be an error.
 */
export const plainIds = (ids: readonly string[]): string[] => ids.filter((id) => PLAIN.test(id));

/**
 * Those of the texts that a column's character set can hold. Another one is in no row, and comparing it is an error; only
 * texts beyond ASCII are asked about.
 */
export async function holdable<T extends string>(
  db: Database,
  [view, column]: readonly [view: string, column: string],
  texts: readonly T[],
): Promise<T[]> {
  const held: T[] = [];
  for (const text of texts) {
    if (PLAIN.test(text) || (await canHold(db, view, column, text))) held.push(text);
  }
  return held;
}

async function canHold(db: Database, view: string, column: string, text: string): Promise<boolean> {
  try {
    // Reads no row: the character sets are compared first.
    await db.raw("SELECT 1 FROM ?? WHERE ?? = ? LIMIT 0", [view, column, text]);
    return true;
  } catch (error) {
    if (CANNOT_HOLD.has((error as { errno?: unknown }).errno)) return false;
    throw error;
  }
}

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
