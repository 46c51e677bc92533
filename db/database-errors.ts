/** What a database fault means to the caller. Every other error is our bug. */
export type DatabaseFault =
  /** Another transaction was in the way, nothing of this one is kept, and repeating the whole of it may succeed. */
  | "conflict"
  /** There is no connection, or it is gone: whether a COMMIT was done is not known. */
  | "unavailable"
  | "commit_unknown"
  /** The server stopped the statement at its limit of time. */
  | "too_slow"
  /** Somebody stopped the statement; the connection stays. */
  | "stopped"
  /** The server has no room on its disk, in memory or for another lock or file. */
  | "no_room"
  | "duplicate"
  /** The server takes no changes. */
  | "read_only";

/** Another transaction did the same operation first; a retry finds its answer. */
export class Overtaken extends Error {
  override name = "Overtaken";
}

/*
 * By number, because MariaDB, MySQL and the driver use different names; the state below tells of the rest. From the
 * published lists of MariaDB 10.11 and 11.8 and MySQL 8.0 to 9.7, without what only replication, XA or loading of files
 * can meet.
 */
const BY_ERRNO: Readonly<Record<Exclude<DatabaseFault, "commit_unknown">, readonly number[]>> = {
  conflict: [
    1020, // snapshot isolation: the record has changed since the last read
    1205, // lock wait timeout
    1213, // deadlock; also a failed certification of a cluster, at COMMIT
    1412, // the table was altered under the snapshot
    1615, // the statement must be prepared again
    1689, // the lock was given up for somebody who wants the table alone
    1964, // MariaDB: a commit before this one failed
    3058, // deadlock of named locks
    3572, // MySQL: NOWAIT
  ],
  unavailable: [
    1040, // too many connections
    1047, // the node of a cluster is not ready
    1053, // the server shuts down
    1077,
    1078,
    1079,
    1129, // this host is blocked
    1203, // too many connections of this user
    1226, // a limit of this user
    1820, // the password has expired
    1862,
    1927, // MariaDB: the connection was killed
    2006,
    2013,
    3032, // offline mode
    3100, // MySQL group replication: the member cannot commit
    3118, // MySQL: account locked
    3169, // MySQL: the session was killed
    3781, // MySQL group replication: held during a fail-over
    3782,
    3783,
    3955, // MySQL: account locked after wrong passwords
    4031, // MySQL closed an idle connection
    4081, // MySQL closed a connection for want of memory
    4082,
    4094, // MySQL group replication: the primary changes
    4150, // MariaDB: account locked after wrong passwords
    4151, // MariaDB: account locked
    6141, // MySQL group replication: connections are handed over
    6400, // MySQL: offline mode, with the reason
  ],
  too_slow: [
    1969, // MariaDB: max_statement_time
    3024, // MySQL: max_execution_time
  ],
  stopped: [
    1028, // a sort was given up
    1317,
  ],
  no_room: [
    1021, // disk full
    1041, // out of memory
    1114, // the table, or the space for temporary ones, is full
    1135, // no thread for a connection
    1197, // the transaction does not fit the binary log's cache
    1206, // no room for more locks
    1257, // no memory to compress
    1587, // too many files
    1637, // too many transactions
    1705, // the statement does not fit the binary log's cache
    1878, // a temporary file could not be written
    3015, // the storage engine is out of memory
    3019, // no room to keep old versions of rows
    3231, // MySQL group replication: the transaction is too large
    3675, // MySQL: disk full
    3985, // MySQL: no memory for a lock
  ],
  duplicate: [1062],
  read_only: [
    1036, // this table
    1290, // the server
    1792, // this transaction
    1836, // the server's storage engine
    1874,
    1881, // MySQL: recovering by force
    3989, // MySQL: this schema
  ],
};

/* The classes of the SQL standard and of both servers; numbers come first. */
const BY_STATE: readonly (readonly [RegExp, DatabaseFault])[] = [
  [/^08/, "unavailable"], // the connection
  [/^40/, "conflict"], // the transaction was rolled back: deadlock, certification
  [/^25006$/, "read_only"],
  [/^HY001$/, "no_room"],
  [/^70100$/, "stopped"],
];

/* Of class 08, and yet it is the statement that is wrong: it is too long. */
const TOO_LONG = 1153;

/* What names the cause by a number of its own, of the operating system or the storage engine. */
const WRAPPERS = new Set([1003, 1004, 1005, 1006, 1016, 1023, 1024, 1025, 1026, 1030, 1180, 1181]);
const CAUSE = /(?:errno: |error )(\d+)/;
const BY_CAUSE: Readonly<Record<number, DatabaseFault>> = {
  12: "no_room", // memory
  23: "no_room", // files
  24: "no_room",
  28: "no_room", // disk
  122: "no_room", // quota
  128: "no_room", // the engine's memory
  135: "no_room", // the table's file
  136: "no_room", // the index's file
  30: "read_only", // file system
  146: "conflict", // lock wait timeout
  149: "conflict", // deadlock, also a failed certification of a cluster
};
const DURING_COMMIT = 1180;

const FAULT_OF = new Map(
  Object.entries(BY_ERRNO).flatMap(([fault, numbers]) =>
    numbers.map((errno) => [errno, fault as DatabaseFault] as const),
  ),
);

const UNAVAILABLE_CODES = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT", "ENOENT", "ENOTCONN"],
  ...["EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"],
  ...["HANDSHAKE_NO_SSL_SUPPORT", "HANDSHAKE_SSL_ERROR", "HANDSHAKE_UNKNOWN_ERROR"],
  ...["PROTOCOL_CONNECTION_LOST", "PROTOCOL_SEQUENCE_TIMEOUT"],
  ...["PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR", "PROTOCOL_ENQUEUE_AFTER_QUIT"],
]);

/* What the driver says without a code. */
const GONE =
  /Connection (lost|is closed|was killed)|closed state|Packets out of order|Can't add new command/i;

interface Told {
  errno?: unknown;
  code?: unknown;
  sql?: unknown;
  sqlState?: unknown;
  sqlMessage?: unknown;
}

/** Null if the error is not the database's, or says that a statement of ours is wrong. Pure. */
export function databaseFault(error: unknown): DatabaseFault | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof Overtaken) return "conflict";
  const told = error as Told;
  if (told.code === "COMMIT_UNKNOWN") return "commit_unknown";
  if (typeof told.errno === "number" && told.errno > 0) return faultOfServer(told, told.errno);
  if (typeof told.code === "string" && UNAVAILABLE_CODES.has(told.code)) return "unavailable";
  if (error.name === "KnexTimeoutError" || error.name === "TimeoutError") return "unavailable";
  return GONE.test(error.message) ? "unavailable" : null;
}

function faultOfServer({ sql, sqlState, sqlMessage }: Told, errno: number): DatabaseFault | null {
  if (errno === TOO_LONG) return null;
  if (WRAPPERS.has(errno)) {
    const cause = BY_CAUSE[Number(CAUSE.exec(String(sqlMessage))?.[1])];
    // What a failed COMMIT has left is known only for a conflict.
    return errno === DURING_COMMIT && cause !== "conflict" ? "unavailable" : (cause ?? null);
  }
  const known = FAULT_OF.get(errno) ?? BY_STATE.find(([state]) => state.test(String(sqlState)))?.[1];
  // Without a statement it is the connection that was refused, for whatever reason.
  return known ?? (sql === undefined && sqlState !== undefined ? "unavailable" : null);
}

const OUTAGES: ReadonlySet<DatabaseFault | null> = new Set(["unavailable", "read_only", "no_room"]);
const PASSING: ReadonlySet<DatabaseFault | null> = new Set([...OUTAGES, "conflict", "stopped"]);

/** Whether the server serves nobody, or no writer, for a while: nothing that was asked of it is to blame. Pure. */
export const isOutage = (fault: DatabaseFault | null): boolean => OUTAGES.has(fault);

/** Whether the same reading may succeed a moment later. Pure. */
export const mayPass = (error: unknown): boolean => PASSING.has(databaseFault(error));
