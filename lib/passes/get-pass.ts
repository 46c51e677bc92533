import "server-only";
import type { Database } from "@/db/connection";
import { findPassRow, isArchived, type PassRow } from "@/db/passes/passes";
import type { Transaction } from "@/db/transaction";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { completePasses } from "./complete-passes";
import type { Pass } from "./pass";
import { passEtag } from "./pass-etag";

/** One pass and the version it has now. Throws 404 for an id that names no pass, however it is spelled. */
export async function getPass(
  ctx: Context,
  passId: string,
): Promise<{ pass: Pass; etag: string; row: PassRow }> {
  authorize(ctx, "pass.read");
  const row = await requirePassRow(ctx.db, passId);
  const [pass] = await completePasses(ctx.db, [row], ctx.clock.now());
  if (!pass) throw passNotFound();
  return { pass, etag: passEtag(row), row };
}

/** The stored row behind an id from outside. Throws 404. */
export async function requirePassRow(db: Database, passId: string): Promise<PassRow> {
  const row = isRowId(passId) ? await findPassRow(db, Number(passId)) : null;
  if (!row) throw passNotFound();
  return row;
}

export function isRowId(text: string): boolean {
  return /^[1-9]\d{0,9}$/.test(text) && Number(text) <= 2_147_483_647;
}

/**
 * The refusal for a pass that is not in the list, where alone passes are changed: 409 for one in the archive, else 404.
 */
export async function passNotInList(db: Database | Transaction, passId: number): Promise<AppError> {
  return (await isArchived(db, passId)) ? passArchived() : passNotFound();
}

function passArchived(): AppError {
  return new AppError("conflict", "This pass is archived. Restore it first, then change it.");
}

export function passNotFound(): AppError {
  return new AppError("not_found", "No pass has this id.");
}
