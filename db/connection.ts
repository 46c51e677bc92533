import "server-only";
import knex, { type Knex } from "knex";
import { parseDatabaseUrl } from "./database-url";
import { driverValue } from "./driver-value";

export type Database = Knex;

export interface ConnectionOptions {
  /** Most connections in this pool; the runbook adds up all pools. */
  poolSize: number;
  /** Milliseconds until the server stops a statement; 0 for migrations and loading. */
  serverTimeout_ms: number;
  /** Milliseconds until the client gives up and drops its connection; 0 for never. */
  clientTimeout_ms: number;
  /** Seconds without a statement after which the server ends a session and rolls its transaction back. */
  silence_s?: number;
}

/*
 * A process that is frozen, or that the network has cut off, says nothing, and the server would keep its transaction and
 * its locks for eight hours. Both servers know this limit for every session, within a transaction and outside; the pool
 * drops an unused connection after half of it, so that a process that lives never meets it.
 */
const SILENCE_S = 20;

interface RawConnection {
  query(sql: string, done: (error: Error | null, rows?: { version: string }[]) => void): void;
}

/*
 * Strict, but for the modes about zero dates: a portal writes them, and its rows move to the archive and back as they
 * are. PassDesk itself writes only times that it has parsed.
 */
const SESSION = `SET NAMES utf8mb4 COLLATE utf8mb4_unicode_ci, SESSION time_zone = '+00:00',
  sql_mode = 'STRICT_TRANS_TABLES,ONLY_FULL_GROUP_BY,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
  innodb_lock_wait_timeout = 2, TRANSACTION_ISOLATION_VARIABLE = 'READ-COMMITTED'`;

/*
 * Both servers can stop a statement, with different names and units. MariaDB sorts rows wider than a limit by their
 * place and reads them again afterwards, and then answers generated columns from stale memory (seen on 10.11): with the
 * limit at its highest it sorts whole rows.
 */
function prepareSession(
  raw: RawConnection,
  { serverTimeout_ms, silence_s = SILENCE_S }: ConnectionOptions,
  done: (error: Error | null) => void,
): void {
  raw.query("SELECT VERSION() AS version", (failed, rows) => {
    if (failed) return done(failed);
    const isMariaDb = rows?.[0]?.version.includes("MariaDB") ?? false;
    const limit = isMariaDb
      ? `, max_length_for_sort_data = 8388608, max_statement_time = ${serverTimeout_ms / 1000}`
      : `, max_execution_time = ${serverTimeout_ms}`;
    const silence = `, wait_timeout = ${silence_s}`;
    const isolation = isMariaDb ? "tx_isolation" : "transaction_isolation";
    raw.query(SESSION.replace("TRANSACTION_ISOLATION_VARIABLE", isolation) + limit + silence, (error) =>
      done(error),
    );
  });
}

/**
 * Opens a pool on a MySQL 8+/MariaDB 10.11+ URL with UTC sessions, strict SQL, READ COMMITTED, bounded
 * statements and exact numbers: BIGINT, COUNT and DECIMAL come as strings, a comparison as 0 or 1, DATETIME as
 * `YYYY-MM-DD hh:mm:ss[.fff]`.
 * Connects on first use. A statement past its client bound rejects and its connection is never used again.
 */
export function openDatabase(url: string, options: ConnectionOptions): Database {
  const db = knex({
    client: "mysql2",
    connection: {
      ...parseDatabaseUrl(url),
      timezone: "Z",
      dateStrings: true,
      supportBigNumbers: true,
      bigNumberStrings: true,
      typeCast: driverValue,
      charset: "utf8mb4",
      connectTimeout: 1500,
      multipleStatements: false,
      enableKeepAlive: true,
    },
    pool: {
      min: 0,
      max: options.poolSize,
      idleTimeoutMillis: (options.silence_s ?? SILENCE_S) * 500,
      afterCreate: (raw: RawConnection, done: (error: Error | null, raw: RawConnection) => void) =>
        prepareSession(raw, options, (error) => done(error, raw)),
    },
    acquireConnectionTimeout: 2000,
    asyncStackTraces: false,
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  });
  if (options.clientTimeout_ms > 0) {
    db.on("start", (builder: { _timeout?: number; timeout?: (ms: number) => unknown }) => {
      if (builder._timeout === undefined) builder.timeout?.(options.clientTimeout_ms);
    });
  }
  return db;
}
