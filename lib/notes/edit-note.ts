import "server-only";
import { lockNote, type NoteRow, updateNote } from "@/db/notes/notes";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Actor, Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { isRowId } from "@/lib/passes/require-pass-row";
import { sqlTime } from "@/lib/time/sql-time";
import { EDIT_WINDOW_MIN, type Note, type NoteBody } from "./note";
import { noteOf } from "./note-row";
import { parseNote } from "./parse-note";

/**
 * Changes a note within 15 minutes of its writing; the change, its audit entry and its event are one transaction.
 * Throws 400, 403 for another person's note, 404, 409 after 15 minutes, 422 for an invalid note or no change, and 503.
 */
export async function editNote(
  ctx: Context,
  { noteId, body }: { noteId: string; body: unknown },
): Promise<Note> {
  const actor = authorize(ctx, "note.edit");
  if (!isRowId(noteId)) throw noteNotFound();
  const parsed = parseNote(body);
  return withTransaction(ctx.db, async (trx) => {
    const row = await lockNote(trx, noteId);
    if (!row) throw noteNotFound();
    const before = noteOf(row, actor.id, ctx.clock.now());
    requireEditable(before, actor);
    const fields = (["text", "case_ref"] as const).filter((field) => before[field] !== parsed[field]);
    if (fields.length === 0) throw new AppError("no_change", "The note says this already.");
    const after: NoteRow = { ...row, ...parsed, edited_on: sqlTime(ctx.clock.now().toISOString()) };
    await updateNote(trx, noteId, { ...parsed, edited_on: after.edited_on });
    await recordAudit(trx, ctx, {
      action: "note.edit",
      subject: { type: "note", id: noteId },
      before: pick(before, fields),
      after: pick(parsed, fields),
      data: { about: before.subject.type, about_id: before.subject.id },
    });
    await publishEvent(trx, { event: "note.edit", subject: before.subject, data: { note_id: noteId } });
    return noteOf(after, actor.id, ctx.clock.now());
  });
}

function requireEditable({ author, can_edit }: Note, actor: Actor): void {
  if (author.id !== actor.id) {
    throw new AppError("forbidden", "Only the person who wrote a note changes it. Add a note of your own.");
  }
  if (!can_edit) {
    throw new AppError(
      "conflict",
      `A note stays as it is ${EDIT_WINDOW_MIN} minutes after it was written. Add another one.`,
    );
  }
}

function pick(note: NoteBody, fields: readonly (keyof NoteBody)[]): Partial<NoteBody> {
  return Object.fromEntries(fields.map((field) => [field, note[field]]));
}

function noteNotFound(): AppError {
  return new AppError("not_found", "No note has this id.");
}
