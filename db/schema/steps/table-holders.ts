import "server-only";
import type { MigrationSession } from "./migration-session";

/** A connection that is in a transaction, or holds a table. */
export interface Holder {
  connection: string;
  /** How long its transaction has been open; null where that cannot be seen. */
  seconds: number | null;
  /** Tells a later transaction of the same connection from this one. */
  started: string;
}

/** Who is in the way of a step, as far as this user may see. */
export interface Holders {
  /** Whether these hold the table; otherwise one of them may. */
  is_sure: boolean;
  /** False where nobody else's transactions can be seen. */
  is_seen: boolean;
  holders: Holder[];
}

const MOST_NAMED = 3;
/* Transactions that are shorter than this let go by themselves. */
const LONG_S = 1;
const NOT_ALLOWED = new Set([1227, 1142, 1044]);
/* Only some servers keep such a list. */
const NOT_THERE = new Set([1109, 1146]);

/** Who holds a table. Never reads what they do. */
export async function findHolders(session: MigrationSession, table: string): Promise<Holders> {
  const ids = await holdingIds(session, table);
  const open = await openTransactions(session, ids);
  const bare = ids.slice(0, MOST_NAMED).map((connection) => ({ connection, seconds: null, started: "" }));
  return { is_sure: ids.length > 0, is_seen: open !== null || ids.length > 0, holders: open ?? bare };
}

/**
 * The oldest open transactions of the whole server, or those of the given connections, longest first; null without the right to see
 * other connections' (PROCESS).
 */
export async function openTransactions(
  session: MigrationSession,
  ids: readonly string[] = [],
): Promise<Holder[] | null> {
  const among = ids.length === 0 ? "" : `AND trx_mysql_thread_id IN (${ids.join(", ")})`;
  // The server keeps these times in its own zone.
  const rows = await rowsIfAllowed<{
    connection: string | number;
    seconds: string | number;
    started: string;
  }>(
    session,
    `SELECT trx_mysql_thread_id AS connection, trx_started AS started,
       TIMESTAMPDIFF(SECOND, trx_started, CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', 'SYSTEM')) AS seconds
     FROM information_schema.INNODB_TRX
     WHERE trx_mysql_thread_id > 0 AND trx_mysql_thread_id <> CONNECTION_ID() ${among}
     HAVING seconds >= ${LONG_S} ORDER BY trx_started LIMIT ${MOST_NAMED}`,
  );
  return (
    rows?.map(({ connection, seconds, started }) => ({
      connection: String(connection),
      seconds: Number(seconds),
      started: String(started),
    })) ?? null
  );
}

/* MySQL tells the first, and MariaDB with its performance schema; MariaDB the second, with a plugin. */
const WHO_HOLDS = [
  (table: string) => `SELECT DISTINCT threads.PROCESSLIST_ID AS id
    FROM performance_schema.metadata_locks held JOIN performance_schema.threads ON threads.THREAD_ID = held.OWNER_THREAD_ID
    WHERE held.OBJECT_TYPE = 'TABLE' AND held.OBJECT_SCHEMA = DATABASE() AND held.OBJECT_NAME = '${table}'
      AND held.LOCK_STATUS = 'GRANTED' AND threads.PROCESSLIST_ID <> CONNECTION_ID()`,
  (table: string) => `SELECT DISTINCT THREAD_ID AS id FROM information_schema.METADATA_LOCK_INFO
    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '${table}' AND THREAD_ID <> CONNECTION_ID()`,
];

/* Empty where the server does not say. */
async function holdingIds(session: MigrationSession, table: string): Promise<string[]> {
  for (const sql of WHO_HOLDS) {
    const rows = await rowsIfAllowed<{ id: string | number }>(session, sql(table));
    if (rows !== null && rows.length > 0) return rows.map(({ id }) => String(id));
  }
  return [];
}

async function rowsIfAllowed<T>(session: MigrationSession, sql: string): Promise<T[] | null> {
  try {
    return await session.rows<T>(sql);
  } catch (error) {
    const { errno } = error as { errno?: unknown };
    if (typeof errno === "number" && (NOT_ALLOWED.has(errno) || NOT_THERE.has(errno))) return null;
    throw error;
  }
}

/** "connection 57 (transaction open for 312 s)", or that one of such may hold it. Pure. */
export function holderWords({ is_sure, holders }: Holders): string {
  if (holders.length === 0) return "another connection";
  const named = transactionWords(holders);
  return is_sure
    ? named
    : `another connection, perhaps one that is in a transaction on this server: ${named}`;
}

/** Pure. */
export function transactionWords(holders: readonly Holder[]): string {
  return holders
    .map(({ connection, seconds }) =>
      seconds === null
        ? `connection ${connection}`
        : `connection ${connection} (transaction open for ${seconds} s)`,
    )
    .join(", ");
}
