import type { NoteRow } from "@/db/notes/notes";
import { ROLES } from "@/lib/acts";
import { isoTime } from "@/lib/time/iso-time";
import { editableUntil, type Note, NOTE_SUBJECTS } from "./note";

/** A stored note as the reader `readerId` sees it at `now`. Pure. */
export function noteOf(row: NoteRow, readerId: string, now: Date): Note {
  const created_on = isoTime(row.created_on);
  const editable_until = editableUntil(created_on);
  const authorId = String(row.author_id);
  return {
    id: String(row.id),
    subject: {
      type: NOTE_SUBJECTS.find((type) => type === row.subject_type) ?? "pass",
      id: String(row.subject_id),
    },
    text: row.text,
    case_ref: row.case_ref,
    author: {
      id: authorId,
      name: row.author_name,
      // A role that no longer exists counts as the weakest.
      role: ROLES.find((role) => role === row.author_role) ?? "support",
    },
    created_on,
    edited_on: isoTime(row.edited_on),
    can_edit: authorId === readerId && now.getTime() < Date.parse(editable_until),
    editable_until,
  };
}
