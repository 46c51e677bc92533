import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { reasonSchema } from "@/lib/corrections/correction-rules";
import { holdsCardNumber } from "./card-number";
import { caseRefError, NOTE_MAX, noteTextError, plainNoteText, searchNotes } from "./note";
import { parseNote, parseNoteSearch } from "./parse-note";

function refusalOf(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("was not refused");
}
const text = fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.lorem({ maxCount: 400 }));

test("the server takes exactly what the panel offers to save, and stores it as the panel says", () => {
  fc.assert(
    fc.property(text, fc.option(fc.string({ maxLength: 80 })), (typed, ref) => {
      const plain = plainNoteText(typed);
      const isOffered = noteTextError(plain) === null && caseRefError(ref) === null;
      const run = () => parseNote({ text: typed, case_ref: ref });
      if (isOffered) expect(run()).toEqual({ text: plain, case_ref: ref });
      else expect(refusalOf(run).code).toBe("invalid_change");
    }),
  );
});

test("a case reference is one of a correction, but never a card number", () => {
  const ref = fc.oneof(fc.string({ maxLength: 70 }), fc.stringMatching(/^[A-Za-z0-9-]{1,66}$/));
  fc.assert(
    fc.property(ref, (typed) => {
      const isOne = reasonSchema.shape.case_ref.safeParse(typed).success && !holdsCardNumber(typed);
      expect(caseRefError(typed) === null).toBe(isOne);
    }),
  );
});

test("line breaks are kept, surrounding space is not", () => {
  expect(parseNote({ text: "  Called.\r\nExplained. \n" })).toEqual({
    text: "Called.\nExplained.",
    case_ref: null,
  });
});

describe("what cannot be saved is refused by the name of its field, and not repeated", () => {
  test.each([
    [{ text: " \n " }, "text"],
    [{}, "text"],
    [{ text: "x".repeat(NOTE_MAX + 1) }, "text"],
    [{ text: "a\tb" }, "text"],
    [{ text: "a\u0000b" }, "text"],
    [{ text: "half \ud800 a character" }, "text"],
    [{ text: "Card 4111 1111 1111 1111" }, "text"],
    [{ text: "fine", case_ref: "4111-1111-1111-1111" }, "case_ref"],
    [{ text: "fine", case_ref: "no spaces" }, "case_ref"],
  ])("%j", (body, field) => {
    const error = refusalOf(() => parseNote(body));
    expect(error).toMatchObject({ code: "invalid_change", errors: [{ field }] });
    expect(JSON.stringify([error.message, error.errors])).not.toContain("4111");
  });

  test.each([null, 7, [], { text: "fine", author_id: 1 }, { text: "fine", created_on: "now" }])(
    "%j is not a body of a note",
    (body) => expect(refusalOf(() => parseNote(body)).code).toBe("invalid_body"),
  );

  test("the longest note fits", () => {
    expect(parseNote({ text: "x".repeat(NOTE_MAX) }).text).toHaveLength(NOTE_MAX);
  });
});

test("notes are searched by words, never by what belongs to a person", () => {
  const parse = (search: string) =>
    parseNoteSearch(new URLSearchParams(search), { now: new Date(), zone: "UTC" });
  expect(parse("")).toEqual({ q: null });
  expect(parse("q=+zone 2 ")).toEqual({ q: "zone 2" });
  for (const wrong of [
    "q=",
    "q=a@example.com",
    "q=713-555-0147",
    "q=a&q=b",
    "limit=3",
    `q=${"x".repeat(101)}`,
  ]) {
    expect(refusalOf(() => parse(wrong)).code).toBe("invalid_parameter");
  }
});

test("searching finds what holds the words in any case, and everything for none", () => {
  const note = (id: string, said: string, case_ref: string | null = null) => ({
    id,
    text: said,
    case_ref,
    author: { id: "1", name: "Maya Ruiz", role: "support" as const },
  });
  const notes = [note("1", "Explained the 3-hour WINDOW"), note("2", "Called back", "CS-51904")];
  const found = (words: string) => searchNotes(notes, words).map(({ id }) => id);
  expect(found("window")).toEqual(["1"]);
  expect(found("cs-51904")).toEqual(["2"]);
  expect(found(" maya ")).toEqual(["1", "2"]);
  expect(found("")).toEqual(["1", "2"]);
  expect(found("zone")).toEqual([]);
});
