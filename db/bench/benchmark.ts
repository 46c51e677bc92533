import "server-only";
import type { Database } from "@/db/connection";
import { ROW_COLUMNS } from "@/db/query/pass-columns";

/* What the measurements read from a database, and what they leave in it. */

export interface DatabaseFacts {
  version: string;
  buffer_pool_mb: number;
  data_mb: number;
  index_mb: number;
  riders: number;
}

/** Sizes are the server's own estimates, in MB. */
export async function readDatabaseFacts(db: Database): Promise<DatabaseFacts> {
  const [rows] =
    await db.raw(`SELECT VERSION() AS version, ROUND(@@innodb_buffer_pool_size / 1048576) AS buffer_pool_mb,
      (SELECT ROUND(SUM(DATA_LENGTH) / 1048576) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()) AS data_mb,
      (SELECT ROUND(SUM(INDEX_LENGTH) / 1048576) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()) AS index_mb,
      (SELECT COUNT(*) FROM pd_rider) AS riders`);
  const { version, buffer_pool_mb, data_mb, index_mb, riders }: Record<keyof DatabaseFacts, string> = rows[0];
  return {
    version,
    buffer_pool_mb: Number(buffer_pool_mb),
    data_mb: Number(data_mb),
    index_mb: Number(index_mb),
    riders: Number(riders),
  };
}

export interface RiderContact {
  email: string | null;
  phone_number: string | null;
  last_name: string | null;
}

export async function findRiderContact(db: Database, riderId: string): Promise<RiderContact | null> {
  const row: RiderContact | undefined = await db("pd_rider")
    .where({ id: Number(riderId) })
    .first("email", "phone_number", "last_name");
  return row ?? null;
}

/** Ids of `count` passes spread evenly over the table, oldest first. */
export async function spreadPassIds(db: Database, count: number): Promise<string[]> {
  const [bounds] = await db.raw("SELECT MIN(id) AS first, MAX(id) AS last FROM pd_pass");
  const { first, last } = bounds[0] as { first: number; last: number };
  const ids: string[] = [];
  for (let step = 0; step < count; step++) {
    const from = Math.floor(first + ((last - first) * step) / count);
    const row: { id: number } | undefined = await db("pd_pass")
      .where("id", ">=", from)
      .orderBy("id")
      .first("id");
    if (row) ids.push(String(row.id));
  }
  return ids;
}

/** Provider ids or serials of up to `count` passes spread over the table. */
export async function spreadPassValues(
  db: Database,
  column: "pass_uuid" | "serial",
  count: number,
): Promise<string[]> {
  const ids = await spreadPassIds(db, count);
  const values = await db("pd_pass").whereIn("id", ids).whereNotNull(column).distinct().pluck(column);
  return values.filter((value) => value !== null);
}

export async function findOrderReference(db: Database, orderUuid: string): Promise<string | null> {
  const row: { reference: string } | undefined = await db("pd_order_reference")
    .where({ order_uuid: orderUuid })
    .first("reference");
  return row?.reference ?? null;
}

/** The rider with the most passes, or null in an empty table; reads the whole index of riders. */
export async function busiestRiderId(db: Database): Promise<string | null> {
  const row: { user_id: number } | undefined = await db("pd_pass")
    .whereNotNull("user_id")
    .groupBy("user_id")
    .orderByRaw("COUNT(*) DESC, user_id")
    .first("user_id");
  return row ? String(row.user_id) : null;
}

/** The creation time with about `count` passes at or before it; the newest if there are fewer. */
export async function spanOfPasses(db: Database, count: number): Promise<string> {
  const row: { time_created: string } | undefined = await db("pd_pass")
    .whereNotNull("time_created")
    .orderBy("time_created")
    .offset(count - 1)
    .first("time_created");
  return row ? `${row.time_created.replace(" ", "T").slice(0, 23)}Z` : "now";
}

/** Milliseconds until the row of a bulk correction can be locked: until the current batch commits. */
export async function waitForBulkLock(owner: Database, bulkId: string): Promise<number> {
  const from = performance.now();
  await owner.transaction((trx) => trx("pd_bulk").where({ id: bulkId }).forUpdate().first("id"));
  return performance.now() - from;
}

/** Milliseconds until the row of a job can be locked: until its current transaction commits. */
export async function waitForJobLock(owner: Database, jobId: string): Promise<number> {
  const from = performance.now();
  await owner.transaction((trx) => trx("pd_job").where({ id: jobId }).forUpdate().first("id"));
  return performance.now() - from;
}

/**
 * A separate log for the floor's bare transaction, since entries of the real one are chained and cannot be deleted.
 * Needs the owner's rights; `web` may insert.
 */
export async function makeFloorLog(owner: Database, web: Database): Promise<void> {
  await owner.raw("CREATE TABLE IF NOT EXISTS pd_bench_floor LIKE pd_audit");
  await owner.raw("GRANT INSERT ON pd_bench_floor TO ?@?", await accountOf(web));
}

export async function dropFloorLog(owner: Database, web: Database): Promise<void> {
  await owner.raw("REVOKE INSERT ON pd_bench_floor FROM ?@?", await accountOf(web));
  await owner.raw("DROP TABLE pd_bench_floor");
}

async function accountOf(db: Database): Promise<[user: string, host: string]> {
  const [rows] = await db.raw("SELECT CURRENT_USER() AS account");
  const account = String(rows[0]?.account);
  const at = account.lastIndexOf("@");
  return [account.slice(0, at), account.slice(at + 1)];
}

/** What the command-line client selects for an export; `where` is our own text, never a caller's. */
export const EXPORT_FLOOR = {
  columns: [...ROW_COLUMNS.filter((column) => column !== "duplicate_of"), "settled_status"].join(", "),
  all: "1 = 1",
  expired: "settled_status = 'EXPIRED'",
} as const;
