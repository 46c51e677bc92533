import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault, Overtaken } from "@/db/database-errors";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

type OperationRow = Tables["pd_operation"];
export type StoredOperation = Pick<OperationRow, "request_hash" | "answer">;

/**
 * Keeps the answer of an operation in its own transaction. Rejects with `Overtaken` if another transaction did it
 * meanwhile, so that a retry finds that answer.
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

export async function findOperation(
  trx: Database | Transaction,
  opId: string,
): Promise<StoredOperation | null> {
  const row: StoredOperation | undefined = await trx("pd_operation")
    .select("request_hash", "answer")
    .where({ op_id: opId })
    .first();
  return row ?? null;
}

/**
 * Null is final: the locking read waits for a transaction that wrote the row and is still open, so a row that is absent
 * was rolled back. Rejects with a lock wait while that transaction stays open.
 */
export async function findSettledOperation(db: Database, opId: string): Promise<StoredOperation | null> {
  const [rows] = await db.raw(
    "SELECT request_hash, answer FROM pd_operation WHERE op_id = ? LOCK IN SHARE MODE",
    [opId],
  );
  return rows[0] ?? null;
}
