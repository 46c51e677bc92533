/** What a pool adds to the state that all sessions share. */
export interface SessionBounds {
  /** Milliseconds until the server stops a statement; 0 for never. */
  serverTimeout_ms: number;
  /** Seconds without a statement after which the server ends a session and rolls its transaction back. */
  silence_s: number;
}

type State = Readonly<Record<string, string | number>>;

const NO_LIMIT = "18446744073709551615";

/*
 * Whatever a server has as its defaults, a session of ours answers the same. Here is what can change an answer, refuse
 * a statement, cut an answer short, leave a change uncommitted or choose another plan, each at the value both servers
 * have when nobody sets it. What only makes a statement slower, such as the size of temporary tables, is the server's.
 */
const BOTH: State = {
  // Strict, but for the modes about zero dates: a portal writes them, and its rows move to the archive and back as
  // they are. PassDesk itself writes only times that it has parsed.
  sql_mode: "STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
  time_zone: "+00:00",
  autocommit: 1,
  completion_type: "NO_CHAIN",
  innodb_lock_wait_timeout: 2,
  foreign_key_checks: 1,
  unique_checks: 1,
  sql_select_limit: NO_LIMIT,
  // In this order: a limit of its own would switch the second one off.
  max_join_size: NO_LIMIT,
  sql_big_selects: 1,
  sql_safe_updates: 0,
  sql_auto_is_null: 0,
  sql_quote_show_create: 1,
  updatable_views_with_limit: 1,
  div_precision_increment: 4,
  group_concat_max_len: 1_048_576,
  max_sort_length: 1024,
  default_week_format: 0,
  default_storage_engine: "InnoDB",
  lc_time_names: "en_US",
  lc_messages: "en_US",
  // The patience with a client that reads or writes slowly, in seconds.
  net_read_timeout: 30,
  net_write_timeout: 60,
  // MySQL refuses to sort rows that do not fit.
  sort_buffer_size: 2_097_152,
  optimizer_switch: "default",
  eq_range_index_dive_limit: 200,
  max_seeks_for_key: 4_294_967_295,
};

const MARIADB: State = {
  // Rows wider than this are sorted by their place and read again afterwards, and generated columns are then answered
  // from stale memory (seen on 10.11): at its highest, whole rows are sorted.
  max_length_for_sort_data: 8_388_608,
  in_predicate_conversion_threshold: 1000,
  sql_if_exists: 0,
  old_mode: "UTF8_IS_UTF8MB3",
  tmp_disk_table_size: NO_LIMIT,
  // A transaction is ended by the silence of its session alone.
  idle_transaction_timeout: 0,
  idle_readonly_transaction_timeout: 0,
  idle_write_transaction_timeout: 0,
};

const MYSQL: State = {
  range_optimizer_max_mem_size: 8_388_608,
  cte_max_recursion_depth: 1000,
  windowing_use_high_precision: 1,
  information_schema_stats_expiry: 86_400,
};

/** The state of a session on either server, by the names of its variables. */
export const SESSION_STATE = { both: BOTH, mariadb: MARIADB, mysql: MYSQL };

/* Longer than that nobody waits for a table that is being altered; without a bound as long as MariaDB's default. */
const lockWait_s = (serverTimeout_ms: number) =>
  serverTimeout_ms === 0 ? 86_400 : Math.ceil(serverTimeout_ms / 1000);

/**
 * The statements that give a session its whole state. Both servers understand them: each reads the other's part as a
 * comment. Pure.
 */
export function sessionStatements({ serverTimeout_ms, silence_s }: SessionBounds): readonly string[] {
  const both = { ...BOTH, wait_timeout: silence_s, lock_wait_timeout: lockWait_s(serverTimeout_ms) };
  const mariadb = { ...MARIADB, max_statement_time: serverTimeout_ms / 1000 };
  const mysql = { ...MYSQL, max_execution_time: serverTimeout_ms };
  return [
    "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE",
    // MariaDB passes over comments for MySQL 5.7, which newer MySQL reads.
    `SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci${assigned(both)} /*M! ${assigned(mariadb)} */ /*!50701 ${assigned(mysql)} */`,
  ];
}

function assigned(state: State): string {
  return Object.entries(state)
    .map(([name, value]) => `, SESSION ${name} = ${isNumber(value) ? value : `'${value}'`}`)
    .join("");
}

const isNumber = (value: string | number) => typeof value === "number" || value === NO_LIMIT;
