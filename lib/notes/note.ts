import type { Role } from "@/lib/acts";
import { holdsCardNumber } from "./card-number";

/* A note and its rules, shared by the panel and the server. Pure, safe in the browser. */

export const NOTE_SUBJECTS = ["pass", "rider"] as const;

export interface NoteSubject {
  type: (typeof NOTE_SUBJECTS)[number];
  /** Digits. */
  id: string;
}

export interface Note {
  id: string;
  subject: NoteSubject;
  text: string;
  case_ref: string | null;
  author: { id: string; name: string; role: Role };
  /** ISO 8601 UTC. */
  created_on: string;
  edited_on: string | null;
  /** The reader wrote it within the last 15 minutes. */
  can_edit: boolean;
  /** From this instant on nobody can change it. */
  editable_until: string;
}

/** The text and case of a new or changed note. */
export interface NoteBody {
  text: string;
  case_ref: string | null;
}

export const NOTE_MAX = 2000;
const CASE_MAX = 64;
export const EDIT_WINDOW_MIN = 15;
const EDIT_WINDOW_MS = EDIT_WINDOW_MIN * 60_000;

const CARD_NUMBER = "This looks like a card number. Take it out; the last four digits are enough.";

/** A note's text as stored: trimmed, with `\n` line endings. */
export function plainNoteText(typed: string): string {
  return typed.replaceAll("\r\n", "\n").trim();
}

/** What is wrong with a note's text, as a sentence; null if nothing is. */
export function noteTextError(text: string): string | null {
  if (text === "") return "Write the note first.";
  if (text.length > NOTE_MAX) return `The note has ${text.length} characters. Up to ${NOTE_MAX} fit.`;
  if (!text.isWellFormed() || /[^\P{Cc}\n]/u.test(text)) {
    return "The note holds characters that cannot be stored, such as a tab.";
  }
  return holdsCardNumber(text) ? CARD_NUMBER : null;
}

/** What is wrong with a case reference, as a sentence; null if nothing is or there is no reference. */
export function caseRefError(ref: string | null): string | null {
  if (ref === null) return null;
  if (ref.length > CASE_MAX) return `A case reference has at most ${CASE_MAX} characters.`;
  if (!/^[A-Za-z0-9-]+$/.test(ref)) return "A case reference holds letters, digits and hyphens.";
  return holdsCardNumber(ref) ? CARD_NUMBER : null;
}

/** The instant from which a note written at `created_on` can no longer be changed. ISO 8601 UTC. */
export function editableUntil(created_on: string): string {
  return new Date(Date.parse(created_on) + EDIT_WINDOW_MS).toISOString();
}

/** The notes whose text, case or author contains `words`, ignoring case; all notes if `words` is empty. */
export function searchNotes<N extends Pick<Note, "text" | "case_ref" | "author">>(
  notes: readonly N[],
  words: string,
): N[] {
  const wanted = folded(words.trim());
  return notes.filter((note) =>
    [note.text, note.case_ref ?? "", note.author.name].some((part) => folded(part).includes(wanted)),
  );
}

function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}
