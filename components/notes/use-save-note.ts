"use client";

import { useRouter } from "next/navigation";
import type { ApiOutcome } from "@/components/api/ask-api";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import type { NoteDraft } from "./note-draft";
import { toast } from "@/components/ui/overlay/toast";
import { caseRefError, type NoteBody, noteTextError, plainNoteText } from "@/lib/notes/note";

export interface NoteProblems {
  text: string | null;
  case_ref: string | null;
}

/** The note as it would be sent, with what is wrong with it. Pure. */
export function readNoteDraft(draft: NoteDraft): { body: NoteBody; problems: NoteProblems } {
  const body = { text: plainNoteText(draft.text), case_ref: draft.case_ref.trim() || null };
  return { body, problems: { text: noteTextError(body.text), case_ref: caseRefError(body.case_ref) } };
}

type Send = (body: NoteBody, key: string) => Promise<ApiOutcome<unknown>>;

/** Saves a note. A saved note is announced and the page is read again; otherwise the failure is kept. */
export function useSaveNote(ask: Send, done: { announcement: string; onSaved: () => void }) {
  const router = useRouter();
  const { isSending, failure, send, clearFailure } = useSending();
  const keys = useChangeKey();

  async function save(body: NoteBody): Promise<void> {
    const outcome = await send(ask(body, keys.of(body)));
    if (outcome.kind !== "done") return;
    keys.forget();
    toast.success(done.announcement);
    done.onSaved();
    router.refresh();
  }

  return { save, isSaving: isSending, failure, clearFailure };
}
