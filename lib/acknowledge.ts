import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import { findOperation, findSettledOperation, insertOperation } from "@/db/jobs/settled-operations";
import { type Transaction, withTransaction } from "@/db/transaction";
import type { Context } from "./context";
import { AppError } from "./errors";
import type { Operation } from "./idempotency";

/** One acknowledged change: it happens once, however often it is asked for. */
export interface Change<Held, Kept> {
  /**
   * Runs before the lookup of an earlier answer. The locks it takes make two requests with the same key wait for each
   * other.
   */
  lock?: (trx: Transaction) => Promise<Held>;
  /** Compares, writes, records and publishes. Its return value is stored as the answer. */
  write: (trx: Transaction, held: Held) => Promise<Kept>;
}

export interface Acknowledged<Answer> {
  answer: Answer;
  /** True if an earlier request with the same key made the change. */
  replayed: boolean;
}

const LOOK_UP_FOR_MS = 2000;
const LOOK_UP_EVERY_MS = 100;

/**
 * Makes a change and stores its answer in one transaction. If the operation was done before, it answers the first
 * answer and changes nothing. If the result of COMMIT is lost, it checks for up to 2 s whether the change arrived.
 * `read` turns the stored value into the answer if the two differ. Throws 409 for a key that was used for another
 * request, 503, and whatever the change throws. The error says that nothing was changed only if that is certain.
 */
export async function acknowledge<Held, Kept, Answer = Kept>(
  ctx: Pick<Context, "db" | "log" | "repeat">,
  operation: Operation,
  change: Change<Held, Kept> & { read?: (db: Database | Transaction, kept: Kept) => Promise<Answer> },
): Promise<Acknowledged<Answer>> {
  const read = change.read ?? ((_db, kept) => Promise.resolve(kept as unknown as Answer));
  let refusal: unknown;
  const write = (trx: Transaction, held: Held) =>
    change.write(trx, held).catch((error: unknown) => {
      refusal = error;
      throw error;
    });
  try {
    // not recorded: the answer is stored; the change itself writes the entry
    return await withTransaction(ctx.db, async (trx) => {
      const { answer, replayed } = await once(trx, operation, { ...change, write });
      ctx.repeat.isReplayed = replayed;
      return { answer: await read(trx, answer), replayed };
    });
  } catch (error) {
    if (error === refusal && isRefusal(error)) {
      const kept = (await firstAnswer(ctx.db, operation)) as Kept | null;
      if (kept === null) throw error;
      ctx.repeat.isReplayed = true;
      return { answer: await read(ctx.db, kept), replayed: true };
    }
    if (databaseFault(error) !== "commit_unknown") throw error;
    ctx.log.warn({ event: "commit_unknown", op_id: operation.id }, "looking up a lost commit");
    const kept = (await answerOfLostCommit(ctx.db, operation, error)) as Kept;
    return { answer: await read(ctx.db, kept), replayed: false };
  }
}

/**
 * Does what `acknowledge` does, in the caller's transaction; a lost commit is the caller's to look up. Throws 409 like
 * `acknowledge`.
 */
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

/* What the same request leads to if it was on its way at the same moment: what was to be made is there already. */
function isRefusal(error: unknown): boolean {
  return (error instanceof AppError && error.status < 500) || databaseFault(error) === "duplicate";
}

async function firstAnswer(trx: Database | Transaction, operation: Operation): Promise<unknown> {
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
