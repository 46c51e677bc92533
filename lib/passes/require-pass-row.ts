import "server-only";
import type { Database } from "@/db/connection";
import { findPassRow, isArchived, type PassRow } from "@/db/passes/passes";
import type { Transaction } from "@/db/transaction";
import { AppError } from "@/lib/errors";

/** The stored row of a pass id from outside. Throws 404. */
export async function requirePassRow(db: Database, passId: string): Promise<PassRow> {
  const row = isRowId(passId) ? await findPassRow(db, Number(passId)) : null;
  if (!row) throw passNotFound();
  return row;
}

export function isRowId(text: string): boolean {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647;
}

/** The error for a pass that is not in the list and so cannot be changed: 409 if it is archived, otherwise 404. */
export async function passNotInList(db: Database | Transaction, passId: number): Promise<AppError> {
  return (await isArchived(db, passId)) ? passArchived() : passNotFound();
}

function passArchived(): AppError {
  return new AppError("conflict", "This pass is archived. Restore it first, then change it.");
}

export function passNotFound(): AppError {
  return new AppError("not_found", "No pass has this id.");
}
