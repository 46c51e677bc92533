"use client";

import { type FocusEvent, useState } from "react";
import { NOTE_FIELD_ID } from "./note-field-id";
import { NoteForm } from "./note-form";
import { EMPTY_DRAFT, useNoteDraft } from "./note-draft";
import { sendNote } from "./send-note";
import { useSaveNote } from "./use-save-note";
import type { NoteSubject } from "@/lib/notes/note";

type NoteComposerProps = {
  subject: NoteSubject;
  /** Shows a single line until it gets the focus. */
  isCompact?: boolean;
};

/** The field for a new note about a record. What is typed is kept until it is saved. */
export function NoteComposer({ subject, isCompact = false }: NoteComposerProps) {
  const [draft, setDraft] = useNoteDraft(subject);
  const [hasFocus, setFocus] = useState(false);
  const saving = useSaveNote((body, key) => sendNote(subject, body, key), {
    announcement: "Note added",
    onSaved: () => {
      setDraft(EMPTY_DRAFT);
      // The button that was pressed is about to be disabled, so move the focus before it is lost.
      document.getElementById(NOTE_FIELD_ID)?.focus();
    },
  });
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setFocus(false);
  };
  const isEmpty = draft.text === "" && draft.case_ref === "";
  return (
    <div onFocus={() => setFocus(true)} onBlur={leave}>
      <NoteForm
        id={NOTE_FIELD_ID}
        draft={draft}
        onDraft={setDraft}
        saving={saving}
        isFolded={isCompact && !hasFocus && isEmpty}
      />
    </div>
  );
}
