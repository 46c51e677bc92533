import "server-only";
import type { Knex } from "knex";
import type { Database } from "./connection";
import { databaseFault } from "./database-errors";
import { type RequestWork, sessionOf, workOf } from "./request-database";

export type Transaction = Knex.Transaction;

const ATTEMPTS = 4;
const BACKOFF_BASE_MS = 25;

/** The transaction may or may not be in the database: the connection went away while COMMIT was on its way. */
export class CommitUnknown extends Error {
  override name = "CommitUnknown";
  readonly code = "COMMIT_UNKNOWN";
}

/** A statement came to a transaction that had gone down with its connection: nothing of it is in the database. */
class ConnectionLost extends Error {
  override name = "ConnectionLost";
  readonly code = "PROTOCOL_CONNECTION_LOST";
}

/* What the query builder says then; it has no code of its own. */
const ALREADY_OVER = /Transaction query already complete/;

/**
 * Runs `story` in one transaction and commits it. A deadlock, a lock wait, a failed certification at any
 * statement or at COMMIT repeats the whole of it, at most three times, with full jitter. `story` must use only
 * the transaction it is given and do nothing outside the database. Rejects with `CommitUnknown` when the answer
 * of COMMIT was lost: look the operation up before saying anything to anybody.
 * For a request, it takes one of the places for writing at each attempt, begins none once nobody waits for the answer,
 * is ended on the server in the middle of one, and waits for locks once: who holds them has had two seconds.
 */
export async function withTransaction<T>(db: Database, story: (trx: Transaction) => Promise<T>): Promise<T> {
  const work = workOf(db);
  for (let attempt = 1; ; attempt++) {
    try {
      return await (work ? inPlace(work, () => runOnce(db, story)) : runOnce(db, story));
    } catch (error) {
      const isLast = attempt === ATTEMPTS || (work && isLockWait(error));
      if (databaseFault(error) !== "conflict" || isLast) throw error;
      await sleep(Math.random() * BACKOFF_BASE_MS * 2 ** attempt);
    }
  }
}

async function inPlace<T>({ writes, signal }: RequestWork, attempt: () => Promise<T>): Promise<T> {
  await writes.take(signal);
  try {
    return await attempt();
  } finally {
    writes.giveBack();
  }
}

const LOCK_WAIT_ERRNO = 1205;
const isLockWait = (error: unknown) => (error as { errno?: unknown }).errno === LOCK_WAIT_ERRNO;

async function runOnce<T>(db: Database, story: (trx: Transaction) => Promise<T>): Promise<T> {
  const work = workOf(db);
  const trx = await db.transaction();
  if (work) trx.on("start", () => work.signal.throwIfAborted());
  const release = work?.hold(await sessionOf(trx));
  let result: T;
  try {
    work?.signal.throwIfAborted();
    result = await story(trx);
    // From here on the server decides, whoever still waits.
    await release?.();
    work?.signal.throwIfAborted();
  } catch (error) {
    await release?.();
    // Nobody but this function ends the transaction, so one that is over already went down with its connection.
    const wentDown = trx.isCompleted() && databaseFault(error) === null && ALREADY_OVER.test(String(error));
    // The story's error is the one to report; a rollback that fails means the server has already done it.
    await trx.rollback().catch(() => undefined);
    if (wentDown) throw new ConnectionLost("the connection went away within a transaction", { cause: error });
    throw error;
  }
  try {
    await trx.commit();
    // On this dialect `commit()` resolves even when COMMIT failed; only this promise tells.
    await trx.executionPromise;
  } catch (error) {
    // Only these two say for certain that nothing was committed.
    if (!["conflict", "read_only"].includes(databaseFault(error) ?? ""))
      throw new CommitUnknown("commit not answered", { cause: error });
    throw error;
  }
  return result;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A transaction that only reads and has no story: `openSnapshot` alone begins one, and ends it with its connection. */
export async function beginReading(db: Database): Promise<Transaction> {
  const trx = await db.transaction();
  trx.executionPromise.catch(() => undefined);
  return trx;
}
