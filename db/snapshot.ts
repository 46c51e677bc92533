import "server-only";
import type { Database } from "./connection";
import { type Session, sessionOf, workOf } from "./request-database";
import { beginReading, type Transaction } from "./transaction";

/**
 * The longest life of a snapshot. While one is open, the server keeps the older version of every row that is changed, and
 * whoever alters a table that was read in it waits.
 */
export const MOST_SNAPSHOT_MS = 300_000;

/* A frozen process asks for nothing, so the server itself ends its snapshot after this many seconds without a question. */
const IDLE_S = 180;

/** The snapshot is past its longest life: what was read so far cannot be continued. */
export class SnapshotOver extends Error {
  override name = "SnapshotOver";
  constructor() {
    super("the snapshot is past its longest life");
  }
}

/** One instant of the database. */
export interface Snapshot {
  /** Everything `story` reads is as it was at that instant. Throws `SnapshotOver` after the longest life. */
  read: <T>(story: (db: Transaction) => Promise<T>) => Promise<T>;
  /** Frees its connection. Ending it again changes nothing. */
  end: () => Promise<void>;
}

/* Parts of the driver that its types leave out. */
interface Connection extends Session {
  end: (done: () => void) => void;
  stream: { destroy: () => void };
}

/**
 * Opens a snapshot on a connection of its own, which no other work gets afterwards: it leaves the pool with its settings.
 * Tables that know no transactions (MyISAM) are read as they are at each statement.
 */
export async function openSnapshot(db: Database, most_ms = MOST_SNAPSHOT_MS): Promise<Snapshot> {
  const trx = await beginReading(db);
  const connection = (await sessionOf(trx)) as Connection;
  const release = workOf(db)?.hold(connection);
  let [isOver, reading] = [false, 0];
  // Not `connection.destroy()`, which leaves what is being read without an answer.
  const drop = () => connection.stream.destroy();
  const timer = setTimeout(() => {
    isOver = true;
    drop();
  }, most_ms);
  timer.unref();
  const end = async () => {
    clearTimeout(timer);
    await release?.();
    // A connection that says goodbye is no aborted one in the server's log.
    if (reading > 0 || isOver) drop();
    else connection.end(() => undefined);
    // Fails on the closed connection, and gives its place in the pool back.
    await trx.rollback().catch(() => undefined);
  };
  try {
    await trx.raw(`SET SESSION wait_timeout = ${IDLE_S}`);
    // The query builder has begun an ordinary transaction; MySQL gives its isolation to one that follows without a commit.
    await trx.raw("COMMIT");
    await trx.raw("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
    await trx.raw("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
  } catch (error) {
    await end();
    throw error;
  }
  const read: Snapshot["read"] = async (story) => {
    if (isOver) throw new SnapshotOver();
    reading++;
    try {
      return await story(trx);
    } catch (error) {
      throw isOver ? new SnapshotOver() : error;
    } finally {
      reading--;
    }
  };
  return { read, end };
}
