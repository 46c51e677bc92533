import "server-only";
import { listNoteRows } from "@/db/notes/notes";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { Note, NoteSubject } from "./note";
import { noteOf } from "./note-row";
import { requireSubject } from "./note-subject";

const MOST_NOTES = 200;

/**
 * Notes about a pass or rider, newest first, at most 200. `q` keeps only notes that contain its words, ignoring case.
 * Times are ISO 8601 UTC. Throws 404 for a record that does not exist.
 */
export async function listNotes(
  ctx: Context,
  subject: NoteSubject,
  { q = null }: { q?: string | null } = {},
): Promise<Note[]> {
  const reader = authorize(ctx, subject.type === "pass" ? "pass.read" : "rider.read");
  const about = await requireSubject(ctx.db, subject);
  const rows = await listNoteRows(ctx.db, about, { words: q, limit: MOST_NOTES });
  const now = ctx.clock.now();
  return rows.map((row) => noteOf(row, reader.id, now));
}
