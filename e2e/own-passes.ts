import type { OutsideDatabase } from "@/db/testing/outside-database";

/** Passes that one test has for itself, with the list that finds them and nothing else. */
export interface OwnPasses {
  /** The filters of the list as parameters. */
  search: string;
  ids: number[];
  /** Each pass's expiration as the database holds it. */
  expirations: Map<number, string>;
}

const RIDERS = 12;

/** Expired passes of a few riders near the end of the demo data. `nth` gives tests riders of their own. */
export async function ownPasses(db: OutsideDatabase, nth: number): Promise<OwnPasses> {
  const riders = await db.rows<{ user_id: number }>(
    `SELECT user_id FROM bytemark_pass
     WHERE user_id IS NOT NULL AND settled_status = 'EXPIRED' AND expiration < NOW() - INTERVAL 40 DAY
     GROUP BY user_id HAVING COUNT(*) BETWEEN 4 AND 12 ORDER BY user_id DESC LIMIT ? OFFSET ?`,
    [RIDERS, RIDERS * nth],
  );
  const users = riders.map(({ user_id }) => user_id);
  const passes = await db.rows<{ id: number; expiration: string }>(
    `SELECT id, expiration FROM bytemark_pass
     WHERE user_id IN (${users.map(() => "?").join(", ")}) AND settled_status = 'EXPIRED'
       AND expiration < NOW() - INTERVAL 40 DAY ORDER BY id`,
    users,
  );
  if (passes.length < RIDERS * 4) throw new Error("the demo data has too few such passes");
  return {
    search: `status=EXPIRED&user_id=${users.join(",")}&expiration[lt]=now-40d`,
    ids: passes.map(({ id }) => id),
    expirations: new Map(passes.map(({ id, expiration }) => [id, expiration])),
  };
}

/** The expirations of these passes as they are now. */
export async function expirationsOf(
  db: OutsideDatabase,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db.rows<{ id: number; expiration: string }>(
    `SELECT id, expiration FROM bytemark_pass WHERE id IN (${ids.map(() => "?").join(", ")}) ORDER BY id`,
    ids,
  );
  return new Map(rows.map(({ id, expiration }) => [id, expiration]));
}
