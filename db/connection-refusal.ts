/* No right on the schema. */
const NO_RIGHT = 1044;

/* The server's own words for these name users, hosts and schemas, never a value or a password. */
const REFUSED = new Set([
  NO_RIGHT,
  1045, // wrong user or password
  1049, // no such schema
  1130, // host not allowed
  1251, // password method the driver does not have
  1524, // password method the server has not loaded
  1698, // this user signs in without a password
  4151, // MariaDB: account locked
]);

/**
 * Why the database will not let this process in, however often it asks: a sentence. Null for any other error. Pure.
 */
export function connectionRefusal(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const { errno, code, sql, sqlMessage, reason } = error as unknown as Record<string, unknown>;
  // What a statement meets has its text: a view whose maker is gone answers it like a wrong password.
  if (sql) return null;
  if (typeof errno === "number" && REFUSED.has(errno) && typeof sqlMessage === "string")
    return `The database refused the connection: ${sqlMessage}.`;
  if (code === "HANDSHAKE_NO_SSL_SUPPORT")
    return "The database server offers no TLS, and its address asks for tls=verify.";
  if (code !== "HANDSHAKE_SSL_ERROR") return null;
  // Only a certificate of another host has a reason.
  return typeof reason === "string"
    ? `The database server's certificate is for another host: ${reason}.`
    : `The database server's certificate is not trusted: ${error.message.replace(/;.*/s, "")}. Name its authority with ca=<file>.`;
}

/** The account signs in, and has no right in the schema of its address. Pure. */
export const hasNoRight = (error: unknown): boolean =>
  error instanceof Error && (error as { errno?: unknown }).errno === NO_RIGHT;
