import fc from "fast-check";
import { expect, test } from "vitest";
import { differingFields, passEtag, type TaggedRow } from "./pass-etag";

const text = fc.option(fc.string({ maxLength: 20 }));
const number = fc.option(fc.integer({ min: 0, max: 1_000_000 }));
const time = fc.option(
  fc.constantFrom("2026-11-22 10:00:00", "2026-11-22 10:00:00.001", "2026-11-22 10:00:01"),
);
const row: fc.Arbitrary<TaggedRow> = fc.record({
  id: fc.integer({ min: 1 }),
  provider: fc.constant("bytemark"),
  pass_uuid: text,
  serial: text,
  user_id: number,
  resolved_by: text,
  product_uuid: text,
  product_name: text,
  order_uuid: text,
  event_uuid: text,
  status: text,
  time_created: time,
  time_used: time,
  expiration: time,
  allowed_uses: number,
  uses_count: number,
  device_locked: fc.constantFrom(0, 1),
  drift: text,
  duplicate_of: number,
  created_on: time,
});

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

test("empty, the word null and nothing are three things", () => {
  fc.assert(
    fc.property(row, (values) => {
      const tags = [null, "", "null"].map((drift) => passEtag({ ...values, drift }));
      expect(new Set(tags).size).toBe(3);
    }),
    { numRuns: 20 },
  );
});

test("a tag that was never ours is recognised as such", () => {
  fc.assert(
    fc.property(row, fc.string(), (values, junk) => {
      expect(differingFields(`"${junk}"`, values)).toBeNull();
      expect(differingFields(`W/${passEtag(values)}`, values)).toBeNull();
    }),
  );
});
