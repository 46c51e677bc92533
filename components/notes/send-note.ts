import { askApi, type ApiOutcome } from "@/components/api/ask-api";
import type { NoteBody, NoteSubject } from "@/lib/notes/note";

const FOLDER = { pass: "passes", rider: "riders" } as const;

/** Adds a note. Use the same `key` for the same note, so that a retry never adds it twice. Never throws. */
export function sendNote(
  { type, id }: NoteSubject,
  body: NoteBody,
  key: string,
): Promise<ApiOutcome<unknown>> {
  return askApi(`/api/v1/${FOLDER[type]}/${encodeURIComponent(id)}/notes`, { method: "POST", body, key });
}

/** Changes a note. Never throws. */
export function sendNoteEdit(noteId: string, body: NoteBody): Promise<ApiOutcome<unknown>> {
  return askApi(`/api/v1/notes/${encodeURIComponent(noteId)}`, { method: "PATCH", body });
}
