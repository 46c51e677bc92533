/** What a database fault means to the caller. A fault that is not listed is our bug. */
export type DatabaseFault =
  "conflict" | "unavailable" | "commit_unknown" | "too_slow" | "duplicate" | "read_only";

/** Another transaction did the same operation first; a retry finds its answer. */
export class Overtaken extends Error {
  override name = "Overtaken";
}

/* By number: MariaDB and the driver use different names. */
const FAULT_BY_ERRNO: Record<number, DatabaseFault> = {
  1213: "conflict", // deadlock; also a failed certification of a cluster, at COMMIT
  1205: "conflict", // lock wait timeout
  3572: "conflict", // NOWAIT on MySQL
  1020: "conflict", // snapshot isolation: record has changed since last read
  1062: "duplicate",
  1290: "read_only",
  1836: "read_only",
  1969: "too_slow", // MariaDB max_statement_time
  3024: "too_slow", // MySQL max_execution_time
  1040: "unavailable",
  1047: "unavailable", // cluster node not ready
  1053: "unavailable",
  1152: "unavailable",
  1158: "unavailable",
  1159: "unavailable",
  1160: "unavailable",
  1161: "unavailable",
  1203: "unavailable",
  1317: "unavailable",
  1927: "unavailable",
  2006: "unavailable",
  2013: "unavailable",
  4031: "unavailable", // MySQL closed an idle connection
};

const UNAVAILABLE_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOENT",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "HANDSHAKE_NO_SSL_SUPPORT",
  "HANDSHAKE_SSL_ERROR",
  "PROTOCOL_CONNECTION_LOST",
  "PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR",
  "PROTOCOL_ENQUEUE_AFTER_QUIT",
]);

/** Null if the error is not the database's. Pure. */
export function databaseFault(error: unknown): DatabaseFault | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof Overtaken) return "conflict";
  const { errno, code } = error as { errno?: unknown; code?: unknown };
  if (typeof errno === "number" && FAULT_BY_ERRNO[errno]) return FAULT_BY_ERRNO[errno];
  if (code === "COMMIT_UNKNOWN") return "commit_unknown";
  if (typeof code === "string" && UNAVAILABLE_CODES.has(code)) return "unavailable";
  if (error.name === "KnexTimeoutError" || error.name === "TimeoutError") return "unavailable";
  if (
    /Connection (lost|is closed|was killed)|closed state|Packets out of order|Can't add new command/i.test(
      error.message,
    )
  ) {
    return "unavailable";
  }
  return null;
}
