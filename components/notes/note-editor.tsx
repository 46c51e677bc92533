"use client";

import { useEffect, useId, useState } from "react";
import { NoteForm } from "./note-form";
import { sendNoteEdit } from "./send-note";
import { useSaveNote } from "./use-save-note";
import type { Note } from "@/lib/notes/note";

type NoteEditorProps = {
  note: Note;
  /** The time until which the note can be changed, formatted. */
  until: string;
  onEnd: () => void;
};

/** Edits a note in place. Escape cancels. */
export function NoteEditor({ note, until, onEnd }: NoteEditorProps) {
  const id = useId();
  const [draft, setDraft] = useState({ text: note.text, case_ref: note.case_ref ?? "" });
  const saving = useSaveNote((body) => sendNoteEdit(note.id, body), {
    announcement: "Note changed",
    onSaved: onEnd,
  });
  useEffect(() => document.getElementById(id)?.focus(), [id]);
  return (
    <div className="mt-1">
      <NoteForm id={id} draft={draft} onDraft={setDraft} saving={saving} saved={note} onCancel={onEnd} />
      <p className="mt-1 text-12 text-ink-3">It can be changed until {until}.</p>
    </div>
  );
}
