import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault, Overtaken } from "@/db/database-errors";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

type OperationRow = Tables["pd_operation"];
export type StoredOperation = Pick<OperationRow, "request_hash" | "answer">;

/**
 * Keeps the answer of an operation in the transaction that did it. Rejects with `Overtaken` when another one did it since it
 * was looked for, so that the transaction is repeated and finds that answer.
 */
export async function insertOperation(
  trx: Transaction,
  row: Pick<OperationRow, "op_id" | "request_hash" | "answer">,
): Promise<void> {
  try {
    await trx("pd_operation").insert(row);
  } catch (error) {
    if (databaseFault(error) !== "duplicate") throw error;
    throw new Overtaken("the same operation was done at the same moment", { cause: error });
  }
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
