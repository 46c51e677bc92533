"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { newIdempotencyKey } from "@/components/api/idempotency-key";
import type { NoteDraft } from "./note-draft";
import type { NoteOutcome } from "./send-note";
import { toast } from "@/components/ui/overlay/toast";
import { caseRefError, type NoteBody, noteTextError, plainNoteText } from "@/lib/notes/note";

export interface NoteProblems {
  text: string | null;
  case_ref: string | null;
}

/** What the controls hold, as it would be sent. Pure. */
export function readNoteDraft(draft: NoteDraft): { body: NoteBody; problems: NoteProblems } {
  const body = { text: plainNoteText(draft.text), case_ref: draft.case_ref.trim() || null };
  return { body, problems: { text: noteTextError(body.text), case_ref: caseRefError(body.case_ref) } };
}

type Send = (body: NoteBody, key: string) => Promise<NoteOutcome>;

/** Sends a note and keeps what went wrong; a saved one is announced and the page read again. */
export function useSaveNote(send: Send, done: { announcement: string; onSaved: () => void }) {
  const router = useRouter();
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Exclude<NoteOutcome, { kind: "saved" }> | null>(null);
  const sent = useRef<{ content: string; key: string } | null>(null);

  async function save(body: NoteBody): Promise<void> {
    const content = JSON.stringify(body);
    // The same note keeps its key until it is saved.
    if (sent.current?.content !== content) sent.current = { content, key: newIdempotencyKey() };
    setSaving(true);
    setFailure(null);
    const outcome = await send(body, sent.current.key);
    setSaving(false);
    if (outcome.kind !== "saved") return setFailure(outcome);
    sent.current = null;
    toast.success(done.announcement);
    done.onSaved();
    router.refresh();
  }

  return { save, isSaving, failure, clearFailure: () => setFailure(null) };
}
