import "server-only";
import type { Database } from "./connection";
import type { Tables } from "./tables";
import type { Transaction } from "./transaction";

type OperationRow = Tables["pd_operation"];
export type StoredOperation = Pick<OperationRow, "request_hash" | "answer">;

/** Keeps the answer of an operation in the transaction that did it. */
export async function insertOperation(
  trx: Transaction,
  row: Pick<OperationRow, "op_id" | "request_hash" | "answer">,
): Promise<void> {
  await trx("pd_operation").insert(row);
}

export async function findOperation(trx: Transaction, opId: string): Promise<StoredOperation | null> {
  const row: StoredOperation | undefined = await trx("pd_operation")
    .select("request_hash", "answer")
    .where({ op_id: opId })
    .first();
  return row ?? null;
}

/**
 * Looks an operation up so that null is final: a locking read waits for a transaction that has written the row and is not
 * over yet, so an absent row is one that was rolled back. Rejects with a lock wait while it is not over.
 */
export async function findSettledOperation(db: Database, opId: string): Promise<StoredOperation | null> {
  const [rows] = await db.raw(
    "SELECT request_hash, answer FROM pd_operation WHERE op_id = ? LOCK IN SHARE MODE",
    [opId],
  );
  return rows[0] ?? null;
}
