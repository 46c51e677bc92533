import "server-only";
import type { Database } from "@/db/connection";
import { type ExportRow, findExportRow } from "@/db/exports/exports";
import type { Transaction } from "@/db/transaction";
import { AppError } from "@/lib/errors";

export function exportNotFound(): AppError {
  return new AppError("not_found", "There is no export with this id.");
}

/** The 403 for somebody else's export. */
export function notYourExport({ owner_name }: Pick<ExportRow, "owner_name">): AppError {
  return new AppError("forbidden", `This export is ${owner_name}'s. Its owner and admins may do that.`);
}

/** The export with this id. Throws 404. */
export async function requireExport(db: Database | Transaction, id: string): Promise<ExportRow> {
  const row = /^[1-9]\d{0,17}$/.test(id) ? await findExportRow(db, id) : null;
  if (!row) throw exportNotFound();
  return row;
}
