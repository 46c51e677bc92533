import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json";

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toReversed();
  return Object.fromEntries(entries.map(([key, member]) => [key, shuffled(member)]));
}

test("it is JSON of the same value, and the same text whatever order the keys come in", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(shuffled(value))).toBe(text);
    }),
  );
});

test("another value has another text", () => {
  expect(canonicalJson({ a: "1" })).not.toBe(canonicalJson({ a: 1 }));
  expect(canonicalJson({ a: [1, 2] })).not.toBe(canonicalJson({ a: [2, 1] }));
  expect(canonicalJson({ a: null })).not.toBe(canonicalJson({}));
});

test.each([
  [{ b: 1, a: undefined }, '{"b":1}'],
  [{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
  [{ toJSON: "a name like another" }, '{"toJSON":"a name like another"}'],
  [[undefined], "[null]"],
])("%j is %s, as in plain JSON", (value, text) => expect(canonicalJson(value)).toBe(text));
