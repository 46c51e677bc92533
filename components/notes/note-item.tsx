"use client";

import { useState } from "react";
import { NoteEditor } from "./note-editor";
import { useServerNow } from "@/components/ui/time/use-server-now";
import { Button } from "@/components/ui/button";
import { TimeText } from "@/components/ui/time/time-text";
import { formatRelative, formatTime, formatTimeTitle } from "@/lib/format";
import type { Note } from "@/lib/notes/note";

type NoteItemProps = {
  note: Note;
  zone: string;
  /** The server's clock, ISO. */
  now: string;
  /** Leaves out author and age, which are shown around it. */
  isBare?: boolean;
};

const TICK_MS = 15_000;

/** One note; its author can change it for a limited time. */
export function NoteItem({ note, zone, now, isBare = false }: NoteItemProps) {
  const [isEditing, setEditing] = useState(false);
  const current = useServerNow(now, TICK_MS);
  const canEdit = note.can_edit && current.getTime() < Date.parse(note.editable_until);
  const until = formatTime(note.editable_until, { zone, now: current });
  return (
    <>
      {isBare ? null : (
        <p className="flex flex-wrap items-baseline gap-x-1.5 text-12">
          <b className="font-medium text-ink">{note.author.name}</b>
          <TimeText
            iso={note.created_on}
            text={formatRelative(note.created_on, { zone, now: current })}
            title={formatTimeTitle(note.created_on, { zone })}
            className="text-ink-3"
          />
          <Edited note={note} zone={zone} />
        </p>
      )}
      {isEditing ? (
        <NoteEditor note={note} until={until} onEnd={() => setEditing(false)} />
      ) : (
        <p dir="auto" className="break-words whitespace-pre-wrap text-ink-2">
          {note.text}
          {note.case_ref ? <span className="mono text-12 text-ink-3"> {note.case_ref}</span> : null}
        </p>
      )}
      {isBare ? <Edited note={note} zone={zone} /> : null}
      {canEdit && !isEditing ? (
        <Button
          size="sm"
          variant="ghost"
          title={`You can edit this note until ${until}`}
          onClick={() => setEditing(true)}
          className="-ml-2"
        >
          Edit note
        </Button>
      ) : null}
    </>
  );
}

function Edited({ note, zone }: { note: Note; zone: string }) {
  if (note.edited_on === null) return null;
  return (
    <span className="text-12 text-ink-3" title={formatTimeTitle(note.edited_on, { zone })}>
      edited
    </span>
  );
}
