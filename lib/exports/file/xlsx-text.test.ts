import fc from "fast-check";
import { expect, test } from "vitest";
import { columnLetters, sheetText } from "./xlsx-text";

/* Decodes as ECMA-376 says: entities first, then `_xHHHH_`. */
function read(xml: string): string {
  return xml
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
}

test("any text reads back, and nothing in it is markup or forbidden in XML", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({
      unit: fc.constantFrom("_", "x", "0", "4", "1", "A", "&", "<", ">", "\r", "\u0000", "\ufffe", ";"),
    }),
  );
  fc.assert(
    fc.property(text, (given) => {
      const xml = sheetText(given);
      expect(read(xml)).toBe(given.toWellFormed());
      expect(xml).not.toMatch(/[<>\u0000-\u0008\u000b-\u001f\ufffe\uffff]/);
    }),
    { numRuns: 4_000 },
  );
});

test.each([
  ["a code and then a control character", "_x1A41\u0000", "_x005F_x1A41_x0000_"],
  ["two codes that share an underscore", "_x1A41_x0041_", "_x005F_x1A41_x005F_x0041_"],
  ["a code of the underscore itself", "_x005F_", "_x005F_x005F_"],
  ["a control character and then what reads like a code", "\u0001x0041_", "_x0001_x0041_"],
])("%s", (_name, given, xml) => {
  expect(sheetText(given)).toBe(xml);
  expect(read(xml)).toBe(given);
});

test("control: escaping only what reads like a code by itself turns it into another character", () => {
  const naive = "_x1A41\u0000".replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replace("\u0000", "_x0000_");
  expect(read(naive)).not.toBe("_x1A41\u0000");
});

test.each([
  [0, "A"],
  [25, "Z"],
  [26, "AA"],
  [701, "ZZ"],
  [702, "AAA"],
])("column %i is %s", (column, letters) => expect(columnLetters(column)).toBe(letters));
