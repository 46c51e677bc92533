import "server-only";
import type { Database } from "@/db/connection";
import { SchemaRefusal } from "./schema-refusal";

/** The one connection of a migration. Its statements wait a second at most for another's lock on a table. */
export interface MigrationSession {
  rows: <T>(sql: string, values?: readonly string[]) => Promise<T[]>;
  run: (sql: string) => Promise<void>;
}

export type Report = (sentence: string) => void;

/** While this session waits for a table's lock, everybody who comes later waits behind it. */
export const LOCK_WAIT_S = 1;
/* Portals keep zero and partial dates, which the stricter modes refuse wherever a table is copied or such a default is met again. */
const SETTINGS = `SET SESSION lock_wait_timeout = ${LOCK_WAIT_S},
  sql_mode = 'STRICT_TRANS_TABLES,ALLOW_INVALID_DATES,NO_ENGINE_SUBSTITUTION'`;

interface Pool {
  acquireConnection: () => Promise<unknown>;
  releaseConnection: (connection: unknown) => Promise<void>;
}

interface Kept {
  sql_mode: string;
  lock_wait_timeout: string | number;
}

/** Runs `work` on a connection with a migration's settings, and gives it back as it was. */
export async function withMigrationSession<T>(
  db: Database,
  work: (session: MigrationSession) => Promise<T>,
): Promise<T> {
  const pool = db.client as Pool;
  const connection = await pool.acquireConnection();
  const ask = async (sql: string, values?: readonly string[]): Promise<unknown> => {
    // Without values a question mark is text.
    const statement = values === undefined ? db.raw(sql) : db.raw(sql, [...values]);
    const [answer] = (await statement.connection(connection)) as [unknown];
    return answer;
  };
  const session: MigrationSession = {
    rows: async <R>(sql: string, values?: readonly string[]) => (await ask(sql, values)) as R[],
    run: async (sql) => void (await ask(sql)),
  };
  try {
    const [kept] = await session.rows<Kept>(
      "SELECT @@SESSION.sql_mode AS sql_mode, @@SESSION.lock_wait_timeout AS lock_wait_timeout",
    );
    await session.run(SETTINGS);
    try {
      return await work(session);
    } finally {
      // On a connection that is lost this fails, and nothing is left to set back.
      await ask(`SET SESSION sql_mode = ?, lock_wait_timeout = ${Number(kept?.lock_wait_timeout)}`, [
        kept?.sql_mode ?? "",
      ]).catch(() => undefined);
    }
  } finally {
    await pool.releaseConnection(connection);
  }
}

/**
 * The same, as the only migration of this database. The server frees the lock when its holder's connection is gone, and not before
 * the statement at work there has ended. Waits `wait_s` for another; then rejects and nothing has changed.
 */
export async function withOnlySession<T>(
  db: Database,
  { wait_s, report }: { wait_s: number; report: Report },
  work: (session: MigrationSession) => Promise<T>,
): Promise<T> {
  return withMigrationSession(db, async (session) => {
    if (!(await take(session, 0))) {
      report(`${await holderOf(session)} is migrating this database: waiting for it, at most ${wait_s} s.`);
      if (!(await take(session, wait_s))) {
        throw new SchemaRefusal(
          `${await holderOf(session)} is still migrating this database. Nothing was changed: call migrate again later.`,
        );
      }
    }
    try {
      return await work(session);
    } finally {
      await session.rows(`SELECT RELEASE_LOCK(${LOCK})`).catch(() => undefined);
    }
  });
}

/* Named after the schema, since the server keeps these locks for all schemas; hashed, since such a name has 64 characters at most. */
const LOCK = "CONCAT('passdesk.migrate.', LEFT(SHA2(DATABASE(), 256), 32))";

async function take(session: MigrationSession, wait_s: number): Promise<boolean> {
  const [row] = await session.rows<{ taken: number | string | null }>(
    `SELECT GET_LOCK(${LOCK}, ${wait_s}) AS taken`,
  );
  return Number(row?.taken) === 1;
}

async function holderOf(session: MigrationSession): Promise<string> {
  const [row] = await session.rows<{ id: number | string | null }>(`SELECT IS_USED_LOCK(${LOCK}) AS id`);
  return row?.id == null ? "Another connection" : `Connection ${row.id}`;
}
