import mysql from "mysql2/promise";
import { parseDatabaseUrl } from "@/db/database-url";
import { type KillableServer, startKillableServer } from "./killable-server";

type Settings = Readonly<Record<string, string | number>>;

/* Each as bad for us as it can be; where nobody sets anything, a server has other values. */
const BOTH: Settings = {
  sql_mode: "ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,IGNORE_SPACE,HIGH_NOT_PRECEDENCE",
  time_zone: "-11:00",
  autocommit: 0,
  completion_type: "CHAIN",
  innodb_lock_wait_timeout: 50,
  foreign_key_checks: 0,
  unique_checks: 0,
  sql_select_limit: 10,
  max_join_size: 10,
  sql_big_selects: 0,
  sql_safe_updates: 1,
  sql_auto_is_null: 1,
  sql_quote_show_create: 0,
  updatable_views_with_limit: "NO",
  div_precision_increment: 0,
  group_concat_max_len: 4,
  max_sort_length: 8,
  default_week_format: 3,
  default_storage_engine: "MyISAM",
  lc_time_names: "ja_JP",
  lc_messages: "sv_SE",
  net_read_timeout: 1,
  net_write_timeout: 1,
  sort_buffer_size: 32_768,
  optimizer_switch: "index_merge=off,derived_merge=off,semijoin=off,index_condition_pushdown=off",
  eq_range_index_dive_limit: 1,
  max_seeks_for_key: 1,
  // What sessions set as a bound, or leave to the server.
  wait_timeout: 1,
  lock_wait_timeout: 1,
  tmp_table_size: 1024,
  max_heap_table_size: 16_384,
  init_connect: "SET @@SESSION.sql_select_limit = 3",
};

const MARIADB: Settings = {
  max_length_for_sort_data: 4,
  in_predicate_conversion_threshold: 2,
  sql_if_exists: 1,
  old_mode: "IGNORE_INDEX_ONLY_FOR_JOIN",
  tmp_disk_table_size: 16_384,
  idle_transaction_timeout: 1,
  idle_readonly_transaction_timeout: 1,
  idle_write_transaction_timeout: 1,
  join_cache_level: 0,
  optimizer_use_condition_selectivity: 1,
};

const MYSQL: Settings = {
  range_optimizer_max_mem_size: 1,
  cte_max_recursion_depth: 1,
  windowing_use_high_precision: 0,
  information_schema_stats_expiry: 0,
  max_execution_time: 1,
};

export const UNKIND = { both: BOTH, mariadb: MARIADB, mysql: MYSQL };

/** A separate server whose defaults are all unkind to whoever does not set the state of a session. */
export async function startUnkindServer(): Promise<KillableServer> {
  const server = await startKillableServer({ isDurable: false });
  const root = await mysql.createConnection(parseDatabaseUrl(server.root_url));
  const [[row]] = (await root.query("SELECT VERSION() AS version")) as unknown as [[{ version: string }]];
  const family = row.version.includes("MariaDB") ? MARIADB : MYSQL;
  for (const [name, value] of Object.entries({ ...BOTH, ...family })) {
    await root.query(`SET GLOBAL ${name} = ?`, [value]);
  }
  await root.query("SET GLOBAL TRANSACTION ISOLATION LEVEL SERIALIZABLE, READ ONLY");
  await root.end();
  return server;
}
