import "server-only";
import type { Database } from "@/db/connection";
import { findNote, insertNote } from "@/db/users/notes";
import { CommitUnknown, type Transaction, withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Actor, Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { answerOfLostCommit, firstAnswer, keepAnswer, operationFor } from "@/lib/idempotency";
import { parseIdempotencyKey } from "@/lib/idempotency";
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

/* Kept instead of the note, so that its text stands in one table. */
interface Kept {
  note_id: string;
}

/**
 * Adds a note about a pass or rider; the note, its audit entry and its event are one transaction. Asking again with the same
 * Idempotency-Key adds nothing and answers the note as it is by then. Throws 400, 403, 404, 409, 422 and 503. Times are
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
  try {
    return await withTransaction(ctx.db, async (trx) => {
      const first = await firstAnswer(trx, operation);
      const { note_id } =
        (first as Kept | null) ?? (await writeNote(trx, ctx, actor, { subject, body: parsed }));
      if (first === null) await keepAnswer(trx, operation, { note_id } satisfies Kept);
      return { note: await readNote(trx, ctx, actor, note_id), replayed: first !== null };
    });
  } catch (error) {
    if (!(error instanceof CommitUnknown)) throw error;
    ctx.log.warn({ event: "commit_unknown", op_id: operation.id }, "looking up a lost commit");
    const { note_id } = (await answerOfLostCommit(ctx.db, operation, error)) as Kept;
    return { note: await readNote(ctx.db, ctx, actor, note_id), replayed: false };
  }
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
