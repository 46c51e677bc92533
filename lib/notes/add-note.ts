import "server-only";
import type { Database } from "@/db/connection";
import { findNote, insertNote } from "@/db/notes/notes";
import type { Transaction } from "@/db/transaction";
import { acknowledge } from "@/lib/acknowledge";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Actor, Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { operationFor, parseIdempotencyKey } from "@/lib/idempotency";
import { sqlTime } from "@/lib/time/sql-time";
import type { Note, NoteBody, NoteSubject } from "./note";
import { noteOf } from "./note-row";
import { requireSubject } from "./note-subject";
import { parseNote } from "./parse-note";

export interface AddNoteRequest {
  subject: NoteSubject;
  body: unknown;
  idempotencyKey?: string | null;
}

/* Stored for the Idempotency-Key instead of the note, so that the note's text is in one table only. */
interface Kept {
  note_id: string;
}

/**
 * Adds a note about a pass or rider; the note, its audit entry and its event are one transaction. A retry with the same
 * Idempotency-Key adds nothing and answers the note as it is then. Throws 400, 403, 404, 409, 422 and 503. Times are
 * ISO 8601 UTC.
 */
export async function addNote(
  ctx: Context,
  { subject, body, idempotencyKey = null }: AddNoteRequest,
): Promise<{ note: Note; replayed: boolean }> {
  const actor = authorize(ctx, "note.add");
  const key = parseIdempotencyKey(idempotencyKey);
  const parsed = parseNote(body);
  const scope = { actorId: actor.id, act: "note.add", subjectId: `${subject.type} ${subject.id}`, key };
  const operation = operationFor(scope, parsed);
  const { answer, replayed } = await acknowledge(ctx, operation, {
    write: (trx) => writeNote(trx, ctx, actor, { subject, body: parsed }),
    read: (db, { note_id }) => readNote(db, ctx, actor, note_id),
  });
  return { note: answer, replayed };
}

async function writeNote(
  trx: Transaction,
  ctx: Context,
  actor: Actor,
  { subject, body }: { subject: NoteSubject; body: NoteBody },
): Promise<Kept> {
  const about = await requireSubject(trx, subject);
  const note_id = await insertNote(trx, {
    ...about,
    ...body,
    author_id: Number(actor.id),
    author_name: actor.name,
    author_role: actor.role,
    created_on: sqlTime(ctx.clock.now().toISOString()),
  });
  await recordAudit(trx, ctx, {
    action: "note.add",
    subject: { type: "note", id: note_id },
    after: { ...body },
    data: { about: subject.type, about_id: subject.id },
  });
  await publishEvent(trx, { event: "note.add", subject, data: { note_id } });
  return { note_id };
}

async function readNote(db: Database | Transaction, ctx: Context, actor: Actor, id: string): Promise<Note> {
  const row = await findNote(db, id);
  if (!row) throw new AppError("not_found", "No note has this id.");
  return noteOf(row, actor.id, ctx.clock.now());
}
