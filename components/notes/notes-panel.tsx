"use client";

import { useState } from "react";
import { NoteComposer } from "./note-composer";
import { NoteItem } from "./note-item";
import { NoteSearch, SEARCHED_FROM } from "./note-search";
import { type Note, type NoteSubject, searchNotes } from "@/lib/notes/note";

export type NotesPanelProps = {
  subject: NoteSubject;
  /** Newest first. */
  notes: readonly Note[];
  zone: string;
  /** The server's clock, ISO. */
  now: string;
  canWrite: boolean;
};

export function NotesPanel({ subject, notes, zone, now, canWrite }: NotesPanelProps) {
  const [words, setWords] = useState("");
  const isSearchable = notes.length >= SEARCHED_FROM;
  const shown = isSearchable ? searchNotes(notes, words) : notes;
  return (
    <section aria-labelledby="notes-title">
      <div className="mb-2.5 flex items-center gap-2">
        <h2 id="notes-title" className="text-12 leading-4 font-medium tracking-normal text-ink-3">
          Notes
        </h2>
        <span className="text-12 text-ink-3 tabular-nums">{notes.length}</span>
      </div>
      {canWrite ? <NoteComposer subject={subject} /> : null}
      {isSearchable ? (
        <NoteSearch words={words} onWords={setWords} found={shown.length} className="mt-3" />
      ) : null}
      {notes.length === 0 ? <p className="mt-3 text-12 text-ink-3">Nobody wrote a note yet.</p> : null}
      <ol className="mt-3">
        {shown.map((note) => (
          <li key={note.id} className="border-t py-2.5">
            <NoteItem note={note} zone={zone} now={now} />
          </li>
        ))}
      </ol>
    </section>
  );
}
