import "server-only";
import type { Transaction } from "@/db/transaction";
import { findViewRow, lockView, type ViewRow } from "@/db/views/views";
import { AppError } from "@/lib/errors";

/** The row of a view, locked until the transaction ends. Throws 404 if the reader sees no such view. */
export async function lockVisibleView(trx: Transaction, reader_id: number, viewId: string): Promise<ViewRow> {
  const id = /^[1-9]\d{0,8}$/.test(viewId) ? Number(viewId) : null;
  const row = id !== null && (await lockView(trx, id)) ? await findViewRow(trx, reader_id, id) : null;
  if (!row) throw new AppError("not_found", "This view no longer exists.");
  return row;
}

/** A 403 for a view that another person manages. */
export function notYours(name: string, owner: string): AppError {
  return new AppError("forbidden", `“${name}” is changed by ${owner} or an admin. Save your own instead.`);
}
