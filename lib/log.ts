import "server-only";
import pino, { type Logger } from "pino";
import { env } from "./env";

export type Log = Logger;

/* Keys whose values must never be logged, wherever they appear. SQL parameters are never logged at all. */
const SECRET_KEYS = [
  "password", "password_hash", "token", "oauth_token", "authorization", "cookie", "secret", "csrfToken", "session_id",
  "email", "phone", "phone_number", "first_name", "last_name", "display_name", "sql", "bindings", "sqlMessage",
]; // prettier-ignore

/** JSON lines on standard output; secrets and personal data are replaced by `[redacted]`. */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: "[redacted]" },
      serializers: { err: errorForLog, error: errorForLog },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

/**
 * What may be logged of an error. Knex and mysql2 put the SQL with its values into `message`, so of a database error
 * only numbers and codes are logged.
 */
function errorForLog(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { errno, code } = error as { errno?: unknown; code?: unknown };
  const isDatabase = typeof errno === "number" || "sql" in error || "sqlMessage" in error;
  return {
    type: error.name,
    message: isDatabase ? "database error" : error.message,
    ...(errno === undefined ? {} : { errno }),
    ...(code === undefined ? {} : { code }),
    stack: error.stack
      ?.split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .slice(0, 12)
      .join("\n"),
    ...(error.cause === undefined ? {} : { cause: errorForLog(error.cause) }),
  };
}

let shared: Log | undefined;

export function log(): Log {
  shared ??= createLog(env().LOG_LEVEL);
  return shared;
}
