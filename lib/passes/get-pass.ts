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

/** One pass and its current version. Throws 404 if `passId` is unknown or malformed. */
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
