import "server-only";
import type { Database } from "@/db/connection";
import { EVERYWHERE, PASS_VIEW } from "@/db/query/pass-source";
import { union } from "@/db/query/search-statement";
import type { Tables } from "@/db/tables";

const MOST_ROWS = 20;

/** At most 20; uses the index on the pass id. */
export async function countOtherRows(
  db: Database,
  pass: { id: number; provider: string; pass_uuid: string },
): Promise<number> {
  const rows = await union<{ id: number }>(
    db,
    EVERYWHERE.map((source) => [
      `SELECT id FROM ${PASS_VIEW[source]} WHERE pass_uuid = ? AND provider = ? AND id <> ? LIMIT ${MOST_ROWS}`,
      [pass.pass_uuid, pass.provider, pass.id],
    ]),
  );
  return Math.min(rows.length, MOST_ROWS);
}

export type DueRefreshRow = Pick<Tables["pd_refresh"], "scheduled_on" | "status">;

const SCHEDULED = 3;

/** Scheduled refreshes created between two instants (SQL text, UTC), at most 20. */
export async function listScheduledRefreshes(
  db: Database,
  userId: number,
  between: { from: string; to: string },
): Promise<DueRefreshRow[]> {
  return db("pd_refresh")
    .select("scheduled_on", "status")
    .where({ user_id: userId, activity_type: SCHEDULED })
    .whereNotNull("scheduled_on")
    .whereBetween("created_on", [between.from, between.to])
    .orderBy("id")
    .limit(MOST_ROWS);
}

/** At most 20. */
export async function listAccountTags(db: Database, userId: number): Promise<string[]> {
  const rows: { tag: string | null }[] = await db("pd_internal_user")
    .select("tag")
    .where({ user_id: userId })
    .limit(MOST_ROWS);
  return rows.flatMap(({ tag }) => (tag === null ? [] : [tag]));
}

/** Says nothing about the credential, which this user may not read. */
export async function hasProviderAccount(db: Database, userId: number): Promise<boolean> {
  const row: { id: number } | undefined = await db("pd_token").first("id").where({ user_id: userId });
  return row !== undefined;
}
