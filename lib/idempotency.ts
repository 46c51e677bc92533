import "server-only";
import { hash, randomBytes } from "node:crypto";
import type { Database } from "@/db/connection";
import { findOperation, findSettledOperation, insertOperation } from "@/db/jobs/settled-operations";
import type { Transaction } from "@/db/transaction";
import { canonicalJson } from "./canonical-json";
import { AppError, invalidParameter } from "./errors";

/* An operation is one acknowledged change; its id makes asking twice harmless and a lost answer findable. */
export interface Operation {
  id: string;
  /** What was asked, so that the same key with another request is noticed. */
  requestHash: string;
  /** The caller gave a key: the operation may have been done before. */
  isRepeatable: boolean;
}

const LOOK_UP_FOR_MS = 2000;
const LOOK_UP_EVERY_MS = 100;

/** The operation a request stands for: the same for the same person, act, subject and key, and unique without a key. */
export function operationFor(
  scope: { actorId: string; act: string; subjectId: string; key: string | null },
  request: unknown,
): Operation {
  const { actorId, act, subjectId, key } = scope;
  return {
    id:
      key === null
        ? randomBytes(32).toString("hex")
        : hash("sha256", JSON.stringify([actorId, act, subjectId, key])),
    requestHash: hash("sha256", canonicalJson(request)),
    isRepeatable: key !== null,
  };
}

/** The first answer, or null when the operation was not done yet. Throws 409 when it was asked for something else. */
export async function firstAnswer(trx: Transaction, operation: Operation): Promise<unknown> {
  if (!operation.isRepeatable) return null;
  const stored = await findOperation(trx, operation.id);
  if (!stored) return null;
  if (stored.request_hash !== operation.requestHash) {
    throw new AppError(
      "idempotency_mismatch",
      "This Idempotency-Key was used for another request. Use a new key for a new change.",
    );
  }
  return JSON.parse(stored.answer);
}

/** Keeps `answer` in the transaction that earned it. */
export async function keepAnswer(trx: Transaction, operation: Operation, answer: unknown): Promise<void> {
  await insertOperation(trx, {
    op_id: operation.id,
    request_hash: operation.requestHash,
    answer: JSON.stringify(answer),
  });
}

/**
 * What became of a commit whose answer was lost: the answer when it is in the database. Otherwise throws 503, and says that
 * nothing was changed only when that is certain. Looks for at most 2 s.
 */
export async function answerOfLostCommit(
  db: Database,
  operation: Operation,
  cause: unknown,
): Promise<unknown> {
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

/** Null without a key. Throws 400 for one that is empty, too long or not printable. */
export function parseIdempotencyKey(header: string | null): string | null {
  if (header === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw invalidParameter("Idempotency-Key", "Idempotency-Key must be 1 to 255 printable characters.");
  }
  return header;
}
