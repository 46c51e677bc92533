import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import { findOperation, findSettledOperation, insertOperation } from "@/db/jobs/settled-operations";
import { type Transaction, withTransaction } from "@/db/transaction";
import type { Context } from "./context";
import { AppError } from "./errors";
import type { Operation } from "./idempotency";

/** One change that is acknowledged: it is done once, however often it is asked for. */
export interface Change<Held, Kept> {
  /** Runs before the first answer is looked for; what it locks makes two requests with one key wait for each other. */
  lock?: (trx: Transaction) => Promise<Held>;
  /** Compares, writes, records and publishes. What it returns is kept as the answer. */
  write: (trx: Transaction, held: Held) => Promise<Kept>;
}

export interface Acknowledged<Answer> {
  answer: Answer;
  /** The change was made by an earlier request with the same key. */
  replayed: boolean;
}

const LOOK_UP_FOR_MS = 2000;
const LOOK_UP_EVERY_MS = 100;

/**
 * Makes a change and keeps its answer, in one transaction. Where the operation was done before, gives the first answer and
 * changes nothing; where the answer of COMMIT is lost, looks for at most 2 s whether the change is there. `read` turns what
 * was kept into the answer, where that is something else. Throws 409 for a key that was used for another request, 503, and
 * whatever the change throws; it says that nothing was changed only when that is certain.
 */
export async function acknowledge<Held, Kept, Answer = Kept>(
  ctx: Pick<Context, "db" | "log">,
  operation: Operation,
  change: Change<Held, Kept> & { read?: (db: Database | Transaction, kept: Kept) => Promise<Answer> },
): Promise<Acknowledged<Answer>> {
  const read = change.read ?? ((_db, kept) => Promise.resolve(kept as unknown as Answer));
  try {
    // not recorded: the answer is kept; the change it is given records itself
    return await withTransaction(ctx.db, async (trx) => {
      const { answer, replayed } = await once(trx, operation, change);
      return { answer: await read(trx, answer), replayed };
    });
  } catch (error) {
    if (databaseFault(error) !== "commit_unknown") throw error;
    ctx.log.warn({ event: "commit_unknown", op_id: operation.id }, "looking up a lost commit");
    const kept = (await answerOfLostCommit(ctx.db, operation, error)) as Kept;
    return { answer: await read(ctx.db, kept), replayed: false };
  }
}

/** The same change in the caller's transaction, which looks up its own lost commit. Throws 409 as `acknowledge` does. */
export async function once<Held, Kept>(
  trx: Transaction,
  operation: Operation,
  { lock, write }: Change<Held, Kept>,
): Promise<Acknowledged<Kept>> {
  const held = (await lock?.(trx)) as Held;
  const first = await firstAnswer(trx, operation);
  if (first !== null) return { answer: first as Kept, replayed: true };
  const answer = await write(trx, held);
  await insertOperation(trx, {
    op_id: operation.id,
    request_hash: operation.requestHash,
    answer: JSON.stringify(answer),
  });
  return { answer, replayed: false };
}

async function firstAnswer(trx: Transaction, operation: Operation): Promise<unknown> {
  if (!operation.isRepeatable) return null;
  const stored = await findOperation(trx, operation.id);
  if (!stored) return null;
  if (stored.request_hash === operation.requestHash) return JSON.parse(stored.answer);
  throw new AppError(
    "idempotency_mismatch",
    "This Idempotency-Key was used for another request. Use a new key for a new change.",
  );
}

async function answerOfLostCommit(db: Database, operation: Operation, cause: unknown): Promise<unknown> {
  const giveUpAt = performance.now() + LOOK_UP_FOR_MS;
  let trouble: unknown = cause;
  while (performance.now() < giveUpAt) {
    try {
      const stored = await findSettledOperation(db, operation.id);
      if (stored) return JSON.parse(stored.answer);
      throw new AppError("unavailable", "The database went away. Nothing was changed; try again.", {
        retryAfter_s: 1,
        cause,
      });
    } catch (error) {
      if (error instanceof AppError) throw error;
      trouble = error;
      await new Promise((resolve) => setTimeout(resolve, LOOK_UP_EVERY_MS));
    }
  }
  throw new AppError(
    "unavailable",
    "The database went away while saving, so it is not known whether the change was saved. Repeat it with the same Idempotency-Key, or load the pass again.",
    { retryAfter_s: 2, cause: trouble },
  );
}
