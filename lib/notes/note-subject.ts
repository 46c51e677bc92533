import "server-only";
import type { Database } from "@/db/connection";
import { isRiderKnown } from "@/db/notes/notes";
import { findPassRow } from "@/db/passes/passes";
import type { Transaction } from "@/db/transaction";
import { AppError } from "@/lib/errors";
import { isRowId } from "@/lib/passes/require-pass-row";
import type { NoteSubject } from "./note";

/** The record a note is about, as its table names it. Throws 404 if it does not exist. */
export async function requireSubject(
  db: Database | Transaction,
  { type, id }: NoteSubject,
): Promise<{ subject_type: NoteSubject["type"]; subject_id: number }> {
  const subject_id = Number(id);
  const isThere =
    isRowId(id) &&
    (type === "pass" ? (await findPassRow(db, subject_id)) !== null : await isRiderKnown(db, subject_id));
  if (!isThere) throw new AppError("not_found", `No ${type} has this id.`);
  return { subject_type: type, subject_id };
}
