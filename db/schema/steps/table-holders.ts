import "server-only";
import type { MigrationSession } from "./migration-session";

/** A transaction that is open on another connection and may hold a table. */
export interface Holder {
  connection: string;
  /** How long it has been open. */
  seconds: number;
  /** Tells a later transaction of the same connection from this one. */
  started: string;
}

const MOST_NAMED = 3;
/* Transactions that are shorter than this let go by themselves. */
const LONG_S = 1;
const NOT_ALLOWED = new Set([1227, 1142, 1044]);

/**
 * The oldest open transactions, longest first. Without the right to see other connections' (PROCESS) it answers none. Never reads
 * what they do.
 */
export async function findHolders(session: MigrationSession): Promise<Holder[]> {
  try {
    // The server keeps these times in its own zone.
    const rows = await session.rows<{
      connection: string | number;
      seconds: string | number;
      started: string;
    }>(
      `SELECT trx_mysql_thread_id AS connection, trx_started AS started,
         TIMESTAMPDIFF(SECOND, trx_started, CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', 'SYSTEM')) AS seconds
       FROM information_schema.INNODB_TRX
       WHERE trx_mysql_thread_id > 0 AND trx_mysql_thread_id <> CONNECTION_ID()
       HAVING seconds >= ${LONG_S} ORDER BY trx_started LIMIT ${MOST_NAMED}`,
    );
    return rows.map(({ connection, seconds, started }) => ({
      connection: String(connection),
      seconds: Number(seconds),
      started: String(started),
    }));
  } catch (error) {
    const { errno } = error as { errno?: unknown };
    if (typeof errno === "number" && NOT_ALLOWED.has(errno)) return [];
    throw error;
  }
}

/** "connection 57 (transaction open for 312 s)". Pure. */
export function holderWords(holders: readonly Holder[]): string {
  if (holders.length === 0) return "another connection";
  return holders
    .map(({ connection, seconds }) => `connection ${connection} (transaction open for ${seconds} s)`)
    .join(", ");
}
