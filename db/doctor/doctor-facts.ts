import "server-only";
import type { Database } from "@/db/connection";
import { quotedAccount } from "@/db/schema/account-rights";
import { withMigrationSession } from "@/db/schema/steps/migration-session";
import { liveViews } from "@/db/schema/steps/plan-views";
import { PASS_INDEXES } from "@/db/query/pass-indexes";

/** Facts about server and schema; the doctor judges them. */
export interface ServerFacts {
  version: string;
  flush_log_at_commit: number;
  doublewrite: string;
  /** `0` or `OFF` where ordinary users may write. */
  read_only: string;
  sql_mode: string;
  character_set: string;
  buffer_pool_bytes: number;
  data_bytes: number;
  /** How far the database's clock is ahead of this process; negative if behind. */
  clock_ahead_s: number;
}

export async function readServerFacts(db: Database, now: Date): Promise<ServerFacts> {
  const [[row]] = (await db.raw(
    `SELECT VERSION() AS version, @@GLOBAL.innodb_flush_log_at_trx_commit AS flush_log,
      @@GLOBAL.innodb_doublewrite AS doublewrite, @@GLOBAL.read_only AS read_only, @@GLOBAL.sql_mode AS sql_mode,
      @@GLOBAL.innodb_buffer_pool_size AS pool,
      TIMESTAMPDIFF(MICROSECOND, TIMESTAMP'1970-01-01 00:00:00', UTC_TIMESTAMP(3)) AS micros`,
  )) as [Record<string, string | number>[], unknown];
  const sizes: { bytes: string | null }[] = await db("information_schema.TABLES")
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .sum({ bytes: db.raw("DATA_LENGTH + INDEX_LENGTH") });
  const schema: { charset: string } | undefined = await db("information_schema.SCHEMATA")
    .whereRaw("SCHEMA_NAME = DATABASE()")
    .first({ charset: "DEFAULT_CHARACTER_SET_NAME" });
  return {
    version: String(row?.["version"]),
    flush_log_at_commit: Number(row?.["flush_log"]),
    doublewrite: String(row?.["doublewrite"]),
    read_only: String(row?.["read_only"]),
    sql_mode: String(row?.["sql_mode"]),
    character_set: schema?.charset ?? "unknown",
    buffer_pool_bytes: Number(row?.["pool"]),
    data_bytes: Number(sizes[0]?.bytes ?? 0),
    clock_ahead_s: Number(row?.["micros"]) / 1e6 - now.getTime() / 1000,
  };
}

/** The accounts with whose rights PassDesk's views read, as `'owner'@'%'`. */
export async function viewOwners(db: Database): Promise<string[]> {
  const live = await withMigrationSession(db, liveViews);
  const rows: { name: string; definer: string }[] = await db("information_schema.VIEWS")
    .select({ name: "TABLE_NAME", definer: "DEFINER" })
    .whereRaw("TABLE_SCHEMA = DATABASE()");
  const owners = rows
    .filter(({ name }) => live.has(name))
    .map(({ definer }) => quotedAccount(definer).account);
  return [...new Set(owners)].toSorted();
}

/** Indexes that our statements name and the pass table lacks. */
export async function missingIndexes(db: Database): Promise<string[]> {
  const rows: { name: string }[] = await db("information_schema.STATISTICS")
    .distinct({ name: "INDEX_NAME" })
    .whereRaw("TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'bytemark_pass'");
  const live = new Set(rows.map((row) => row.name));
  return Object.keys(PASS_INDEXES).filter((name) => !live.has(name));
}

/** Rows waiting for the worker, counted up to `most`. */
export async function countWaiting(
  db: Database,
  most: number,
): Promise<{ unsettled: number; duplicates: number }> {
  const count = async (condition: string) => {
    const rows = db("pd_pass").select("id").whereRaw(condition).limit(most).as("found");
    const [row]: { n: number | string }[] = await db.from(rows).count({ n: "*" });
    return Number(row?.n ?? 0);
  };
  return {
    unsettled: await count("settled_status IN ('USABLE', 'USING', 'USES_GONE') AND expiration <= NOW(3)"),
    duplicates: await count("duplicate_of IS NOT NULL"),
  };
}

/** Seconds since a worker last started one of the machine's own schedules; null if none ever did. */
export async function secondsSinceWorker(db: Database): Promise<number | null> {
  const [row]: { seconds: number | string | null }[] = await db("pd_schedule")
    .whereNotNull("built_in_key")
    .select(db.raw("TIMESTAMPDIFF(SECOND, MAX(last_on), UTC_TIMESTAMP(3)) AS seconds"));
  return row?.seconds == null ? null : Number(row.seconds);
}
