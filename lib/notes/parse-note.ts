import { z } from "zod";
import { AppError, type FieldError, invalidParameter } from "@/lib/errors";
import { listQuery } from "@/lib/fields/list-query";
import { text } from "@/lib/fields/parameter";
import { fieldErrors } from "@/lib/http/zod-errors";
import { PERSONAL_KINDS, recognise } from "@/lib/passes/query/pass-search";
import type { ReadingClock } from "@/lib/time/reading-clock";
import { caseRefError, type NoteBody, noteTextError, plainNoteText } from "./note";

const saying = (errorOf: (text: string) => string | null) => (check: z.core.ParsePayload<string>) => {
  const message = errorOf(check.value);
  if (message !== null) check.issues.push({ code: "custom", input: check.value, message });
};

const noteSchema = z.strictObject({
  text: z.string("The note must be text.").transform(plainNoteText).check(saying(noteTextError)),
  case_ref: z
    .string("A case reference is text.")
    .check(saying(caseRefError))
    .nullish()
    .transform((ref) => ref ?? null),
});

/**
 * The body of a note. Throws 400 for unknown members or a body that is not an object, and 422 naming every invalid
 * field. The error never repeats the text.
 */
export function parseNote(body: unknown): NoteBody {
  const result = noteSchema.safeParse(body);
  if (result.success) return result.data;
  const errors = fieldErrors(result.error).map(named);
  if (errors.some((error) => error.code === "unknown_field" || error.field === "body")) {
    throw new AppError("invalid_body", "The request holds something this address does not know.", { errors });
  }
  const fields = [...new Set(errors.map((error) => error.field))].join(", ");
  throw new AppError("invalid_change", `The note cannot be saved. Check ${fields}.`, { errors });
}

function named({ field, code, message }: FieldError): FieldError {
  return {
    field: field === "" ? "body" : field.slice(0, 64),
    code: code === "custom" ? "invalid" : code,
    message,
  };
}

/** @public The page of parameters finds every list by its export. */
export const NOTE_QUERY = listQuery("/passes/{passId}/notes", {
  q: text(100, "Notes of the record with these words."),
});

/** The words to search a record's notes for; null if none are given. Throws 400 naming the invalid parameter. */
export function parseNoteSearch(search: URLSearchParams, at: ReadingClock): { q: string | null } {
  const { q } = NOTE_QUERY.parse(search, at);
  const kind = q === null ? "name" : recognise(q).kind;
  // Any word could be a name, so names pass; e-mail addresses and phone numbers are personal for certain.
  if (kind !== "name" && PERSONAL_KINDS.has(kind)) {
    throw invalidParameter("q", "E-mail addresses and phone numbers do not go into an address.", "personal");
  }
  return { q };
}
