"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";
import { holdsCardNumber } from "@/lib/notes/card-number";
import type { NoteSubject } from "@/lib/notes/note";

export interface NoteDraft {
  text: string;
  case_ref: string;
}

export const EMPTY_DRAFT: NoteDraft = { text: "", case_ref: "" };

/* What was typed since the page loaded, even if the browser stores nothing; it takes precedence over stored text. */
const typed = new Map<string, string>();
const listeners = new Set<() => void>();

/** The unsaved note about a record. It survives a reload of its tab until it is saved, and no other tab sees it. */
export function useNoteDraft({ type, id }: NoteSubject): [NoteDraft, (draft: NoteDraft) => void] {
  const key = `passdesk.note.${type}.${id}`;
  const kept = useSyncExternalStore(
    subscribe,
    () => typed.get(key) ?? stored(key),
    () => "",
  );
  const draft = useMemo(() => parseDraft(kept), [kept]);
  const setDraft = useCallback((next: NoteDraft) => keep(key, next), [key]);
  return [draft, setDraft];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(key: string, draft: NoteDraft): void {
  const isEmpty = draft.text === "" && draft.case_ref === "";
  const text = isEmpty ? "" : JSON.stringify(draft);
  typed.set(key, text);
  // A card number is never stored, not even in this tab's storage.
  store(key, holdsCardNumber(text) ? "" : text);
  for (const listener of listeners) listener();
}

function stored(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** False if the browser stores nothing. */
function store(key: string, text: string): boolean {
  try {
    if (text === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Parses a stored draft; anything else becomes an empty draft. Pure. */
export function parseDraft(kept: string): NoteDraft {
  if (kept === "") return EMPTY_DRAFT;
  let value: unknown;
  try {
    value = JSON.parse(kept);
  } catch {
    return EMPTY_DRAFT;
  }
  if (typeof value !== "object" || value === null) return EMPTY_DRAFT;
  const { text, case_ref } = value as Partial<Record<keyof NoteDraft, unknown>>;
  return {
    text: typeof text === "string" ? text : "",
    case_ref: typeof case_ref === "string" ? case_ref : "",
  };
}
