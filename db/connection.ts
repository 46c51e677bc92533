import "server-only";
import type { Knex } from "knex";
import { parseDatabaseUrl } from "./database-url";
import { driverValue } from "./driver-value";
import { openPool } from "./pool-client";
import { sessionStatements } from "./session-state";

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

/*
 * A connection that is not replaced because of a fault is replaced at this age, and a little later at random, so that all
 * of them follow an address that has moved.
 */
const MOST_AGE_MS = 60_000;
const AGE_JITTER_MS = 30_000;

/**
 * Opens a pool on a MySQL 8+/MariaDB 10.11+ URL with UTC sessions, strict SQL, READ COMMITTED, bounded
 * statements and exact numbers: BIGINT, COUNT and DECIMAL come as strings, a comparison as 0 or 1, DATETIME as
 * `YYYY-MM-DD hh:mm:ss[.fff]`.
 * Connects on first use. A statement past its client bound rejects. A connection that met a fault is never used again,
 * and neither are others that may lead to the same server.
 */
export function openDatabase(url: string, options: ConnectionOptions): Database {
  const { poolSize, serverTimeout_ms, clientTimeout_ms, silence_s = SILENCE_S } = options;
  const config: Knex.Config = {
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
    // Otherwise the first connection asks, without a limit of time.
    version: "latest",
    pool: {
      min: 0,
      max: poolSize,
      idleTimeoutMillis: silence_s * 500,
      maxConnectionLifetimeMillis: MOST_AGE_MS,
      maxConnectionLifetimeJitterMillis: AGE_JITTER_MS,
    },
    acquireConnectionTimeout: 2000,
    asyncStackTraces: false,
    log: { warn() {}, error() {}, deprecate() {}, debug() {} },
  };
  return openPool(config, { clientTimeout_ms, session: sessionStatements({ serverTimeout_ms, silence_s }) });
}
