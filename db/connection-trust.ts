import { databaseFault } from "./database-errors";

/** A connection of the driver, as far as it is used here; its own types leave most of this out. */
export interface RawConnection {
  query: (sql: string, done: (error: Error | null, rows?: Record<string, unknown>[]) => void) => void;
  end: () => void;
  destroy: () => void;
  stream: { destroy: () => void };
  on: (event: "error", listener: () => void) => void;
  removeAllListeners: (event?: string) => void;
  /** Set: the pool never gives this connection out again. */
  __knex__disposed?: unknown;
}

/** When the connections to one address, in whatever pool, stopped being trusted. */
interface Address {
  /** Those opened before are not used again. */
  retired_at: number;
  /** Nor are those that have not answered since. */
  silent_since: number;
}

interface Held {
  address: Address;
  opened_at: number;
  answered_at: number;
  /** When it was last found to reach a server that takes writes; null before its first use. */
  asked_at: number | null;
}

const NEVER = -Infinity;
const ADDRESSES = new Map<string, Address>();
const HELD = new WeakMap<object, Held>();

/** A server that says nothing: whether it did what it was told is not known. */
class SilentServer extends Error {
  override name = "SilentServer";
  readonly code = "ETIMEDOUT";
}

/** Begins to trust a connection to `address` that has just been opened. */
export function trust(connection: RawConnection, address: string): void {
  const known = ADDRESSES.get(address) ?? { retired_at: NEVER, silent_since: NEVER };
  ADDRESSES.set(address, known);
  const now = performance.now();
  HELD.set(connection, { address: known, opened_at: now, answered_at: now, asked_at: null });
}

/** Whether what is known of the server behind a connection of a pool still holds. */
export function isTrusted(connection: object): boolean {
  const held = HELD.get(connection);
  if (held === undefined) return false;
  return held.opened_at > held.address.retired_at && held.answered_at > held.address.silent_since;
}

/** An answer came, so the server behind this connection is not silent. */
export function answered(connection: RawConnection): void {
  const held = HELD.get(connection);
  if (held !== undefined) held.answered_at = performance.now();
}

/* Somebody ended this one connection. */
const KILLED = new Set([1927, 3169]);

/**
 * A statement sent at `sent_at` failed. If the error is one of the connection, or says that the server takes no writes,
 * the connection is never used again, and neither is any other to the same address: after a silence those that have not
 * answered since the statement was sent, otherwise all that are open now. A connection that was ended on purpose says
 * nothing about the others.
 */
export function distrust(connection: RawConnection, error: unknown, sent_at: number): void {
  const held = HELD.get(connection);
  const fault = databaseFault(error);
  if (held === undefined || (fault !== "unavailable" && fault !== "read_only")) return;
  HELD.delete(connection);
  const { errno } = error as { errno?: number };
  const isAlone = connection.__knex__disposed !== undefined || KILLED.has(errno ?? 0);
  if (error instanceof SilentServer) held.address.silent_since = sent_at;
  else if (!isAlone) held.address.retired_at = performance.now();
  if (fault === "unavailable") drop(connection);
}

/** Ends a connection at once, whatever it is doing. */
export function drop(connection: RawConnection): void {
  HELD.delete(connection);
  connection.destroy();
  connection.stream.destroy();
}

const ASK_LIMIT_MS = 500;

/**
 * Whether this connection may be used: it is trusted, and at most `askEvery_ms` ago its server answered and took writes.
 * A reader does not notice otherwise that the writer is another by now. Never throws.
 */
export async function mayBeUsed(connection: RawConnection, askEvery_ms: number): Promise<boolean> {
  const held = HELD.get(connection);
  if (held === undefined || !isTrusted(connection)) return false;
  const now = performance.now();
  // A new one is used whatever its server says: where all are read-only, reading goes on.
  const isNew = held.asked_at === null;
  held.asked_at ??= held.opened_at;
  if (isNew || now - held.asked_at < askEvery_ms) return true;
  try {
    const [row] = await ask(connection, READ_ONLY, ASK_LIMIT_MS);
    answered(connection);
    if (takesWrites(row)) {
      held.asked_at = now;
      return true;
    }
    held.address.retired_at = performance.now();
  } catch (error) {
    distrust(connection, error, now);
  }
  return false;
}

/** What a server says about writing; on MySQL `super_read_only` implies the first. */
export const READ_ONLY = "SELECT @@GLOBAL.read_only AS server, @@GLOBAL.innodb_read_only AS engine";

/** Whether the answer to `READ_ONLY` is that of a server that takes writes. Pure. */
export const takesWrites = (row: Record<string, unknown> | undefined): boolean =>
  row !== undefined && [row["server"], row["engine"]].every((value) => /^(0|OFF)$/i.test(String(value)));

/** Runs a statement on a bare connection; rejects with `SilentServer` after `limit_ms`. */
export function ask(
  connection: RawConnection,
  sql: string,
  limit_ms: number,
): Promise<Record<string, unknown>[]> {
  const answer = new Promise<Record<string, unknown>[]>((resolve, reject) =>
    connection.query(sql, (error, rows) => (error ? reject(error) : resolve(rows ?? []))),
  );
  return within(limit_ms, answer);
}

/** Rejects with `SilentServer` after `limit_ms`; 0 waits for ever. */
export async function within<T>(limit_ms: number, answer: Promise<T>): Promise<T> {
  if (limit_ms === 0) return answer;
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SilentServer("the server did not answer in time")), limit_ms);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
