import fc from "fast-check";
import { expect, test } from "vitest";
import { ROW_COLUMNS, VERSION_COLUMNS } from "@/db/query/pass-columns";
import { columnOf, PASS_FIELD_NAMES } from "./pass-fields";
import { differingFields, passEtag, type TaggedRow } from "./pass-etag";

const stored = fc.option(
  fc.oneof(fc.string({ maxLength: 20 }), fc.constantFrom("2026-11-22 10:00:00", "2026-11-22 10:00:00.001")),
);
const row = fc.record(
  Object.fromEntries(VERSION_COLUMNS.map((column) => [column, stored])),
) as unknown as fc.Arbitrary<TaggedRow>;

test("every field a person can see or correct is in the version, but for what each sync moves", () => {
  expect(unversioned(VERSION_COLUMNS)).toEqual(["synced_on", "modified_on"]);
  // Control: a missing column is named.
  expect(unversioned(VERSION_COLUMNS.filter((column) => column !== "expiration"))).toContain("expiration");
  const blank = Object.fromEntries(ROW_COLUMNS.map((column) => [column, null])) as unknown as TaggedRow;
  const changing = PASS_FIELD_NAMES.filter(
    (field) => passEtag({ ...blank, [columnOf(field)]: "x" }) !== passEtag(blank),
  );
  expect(changing).toEqual(
    PASS_FIELD_NAMES.filter((field) => field !== "synced_on" && field !== "modified_on"),
  );
});

function unversioned(version: readonly string[]): string[] {
  return PASS_FIELD_NAMES.map(columnOf).filter((column) => !version.includes(column));
}

test("equal rows have one tag, a quoted strong one", () => {
  fc.assert(
    fc.property(row, (values) => {
      const etag = passEtag(values);
      expect(etag).toMatch(/^"[\x21\x23-\x7e]+"$/);
      expect(passEtag({ ...values })).toBe(etag);
      expect(differingFields(etag, values)).toEqual([]);
    }),
  );
});

test("a tag names exactly the fields that differ", () => {
  fc.assert(
    fc.property(row, row, (before, after) => {
      const differing = (Object.keys(after) as (keyof TaggedRow)[]).filter(
        (field) => before[field] !== after[field],
      );
      expect(new Set(differingFields(passEtag(before), after))).toEqual(new Set(differing));
      expect(passEtag(before) === passEtag(after)).toBe(differing.length === 0);
    }),
    { numRuns: 500 },
  );
});

test("neither the last sync nor the time of the last write is part of the version", () => {
  fc.assert(
    fc.property(row, (values) => {
      const synced = { ...values, synced_on: "2026-11-22 10:00:00", modified_on: "2026-11-22 10:00:00" };
      expect(passEtag(synced)).toBe(passEtag(values));
    }),
    { numRuns: 20 },
  );
});

test("an empty text, the word null and NULL differ", () => {
  fc.assert(
    fc.property(row, (values) => {
      const tags = [null, "", "null"].map((drift) => passEtag({ ...values, drift }));
      expect(new Set(tags).size).toBe(3);
    }),
    { numRuns: 20 },
  );
});

test("a tag that is not ours is recognized as such", () => {
  fc.assert(
    fc.property(row, fc.string(), (values, junk) => {
      expect(differingFields(`"${junk}"`, values)).toBeNull();
      expect(differingFields(`W/${passEtag(values)}`, values)).toBeNull();
    }),
  );
});
