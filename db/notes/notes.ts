import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type NoteRow = Tables["pd_note"];
export type NewNoteRow = Omit<NoteRow, "id" | "edited_on">;

interface NoteSubjectKey {
  subject_type: "pass" | "rider";
  subject_id: number;
}

const NOTE_COLUMNS = [
  "id", "subject_type", "subject_id", "author_id", "author_name", "author_role", "text", "case_ref", "created_on",
  "edited_on",
] as const satisfies readonly (keyof NoteRow)[]; // prettier-ignore

/** Appends a note and answers its id. */
export async function insertNote(trx: Transaction, row: NewNoteRow): Promise<string> {
  const [id] = await trx("pd_note").insert(row);
  return String(id);
}

export async function findNote(db: Database | Transaction, id: string): Promise<NoteRow | null> {
  const row = await db("pd_note")
    .first<NoteRow>(...NOTE_COLUMNS)
    .where({ id });
  return row ?? null;
}

/** The note as it is now, held until the transaction ends; null when there is none. */
export async function lockNote(trx: Transaction, id: string): Promise<NoteRow | null> {
  const row = await trx("pd_note")
    .first<NoteRow>(...NOTE_COLUMNS)
    .where({ id })
    .forUpdate();
  return row ?? null;
}

export async function updateNote(
  trx: Transaction,
  id: string,
  changes: Pick<NoteRow, "text" | "case_ref" | "edited_on">,
): Promise<void> {
  await trx("pd_note").where({ id }).update(changes);
}

/** Notes about one record, newest first; those alone that hold `words` in text, case or author, by the collation. */
export async function listNoteRows(
  db: Database,
  about: NoteSubjectKey,
  { words = null, limit }: { words?: string | null; limit: number },
): Promise<NoteRow[]> {
  const query = db("pd_note")
    .select<NoteRow[]>(...NOTE_COLUMNS)
    .where(about)
    .orderBy("id", "desc")
    .limit(limit);
  if (words !== null) query.whereRaw("LOCATE(?, CONCAT_WS('\\n', text, case_ref, author_name)) > 0", [words]);
  return query;
}

/** Whether the portal knows a rider: by an account, or by a pass or an order that names one. Three look-ups by index. */
export async function isRiderKnown(db: Database | Transaction, userId: number): Promise<boolean> {
  const [rows] = (await db.raw(
    `SELECT EXISTS (SELECT 1 FROM pd_rider WHERE id = :userId)
       OR EXISTS (SELECT 1 FROM pd_pass WHERE user_id = :userId)
       OR EXISTS (SELECT 1 FROM pd_pass_archive WHERE user_id = :userId)
       OR EXISTS (SELECT 1 FROM pd_order WHERE user_id = :userId) AS is_known`,
    { userId },
  )) as [{ is_known: number | string }[], unknown];
  return Number(rows[0]?.is_known) === 1;
}
