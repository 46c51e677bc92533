import fc from "fast-check";
import { expect, test } from "vitest";
import { EMPTY_DRAFT, parseDraft } from "./note-draft";

test("a draft comes back as it was stored", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, case_ref) => {
      expect(parseDraft(JSON.stringify({ text, case_ref }))).toEqual({ text, case_ref });
    }),
  );
});

test("anything else that is stored reads as an empty draft, and nothing breaks", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (kept) => {
      const { text, case_ref } = parseDraft(kept);
      expect([typeof text, typeof case_ref]).toEqual(["string", "string"]);
    }),
  );
  for (const kept of ["", "null", "7", "[]", "{", '{"text":1}'])
    expect(parseDraft(kept)).toEqual(EMPTY_DRAFT);
});
