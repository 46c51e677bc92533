import fc from "fast-check";
import { expect, test } from "vitest";
import { mergedChanges, mergeRows } from "./merge-changes";
import { EMPTY_STATE, type PassState } from "@/lib/corrections/correction-rules";

const OPENED: PassState = {
  ...EMPTY_STATE,
  user_id: "20481",
  product_name: "Park & Ride Zone 2",
  status: "EXPIRED",
  time_used: "2025-11-18T15:12:00.000Z",
  expiration: "2025-11-18T18:12:00.000Z",
  allowed_uses: 1,
  uses_count: 1,
};
const THEIRS = { ...OPENED, expiration: "2025-11-18T18:42:00.000Z", user_id: null, uses_count: 0 };
const MINE = { expiration: "2025-11-19T05:59:00.000Z", status: "USABLE", uses_count: 0 };

test("each field says who changed it", () => {
  const kinds = mergeRows(OPENED, THEIRS, MINE).map(({ field, kind }) => [field, kind]);
  expect(kinds).toEqual([
    ["status", "mine"],
    ["user_id", "theirs"],
    ["expiration", "both"],
    ["uses_count", "same"],
  ]);
});

test("a field that both changed needs a choice before anything can be saved", () => {
  const rows = mergeRows(OPENED, THEIRS, MINE);
  expect(mergedChanges(rows, {})).toBeNull();
  expect(mergedChanges(rows, { expiration: "mine" })).toEqual({
    status: "USABLE",
    expiration: MINE.expiration,
  });
  expect(mergedChanges(rows, { expiration: "theirs" })).toEqual({ status: "USABLE" });
});

test("clearing a value is a change like any other", () => {
  const rows = mergeRows(OPENED, OPENED, { time_used: null });
  expect(mergedChanges(rows, {})).toEqual({ time_used: null });
});

test("after the merge every field has its chosen value, and nothing the other person did is undone unasked", () => {
  const word = fc.constantFrom("USABLE", "USING", "EXPIRED", null);
  const count = fc.constantFrom(0, 1, 2, null);
  const state = fc.record({ status: word, uses_count: count, user_id: fc.constantFrom("1", "2", null) });
  const mine = fc.record({ status: word, uses_count: count }, { requiredKeys: [] });
  fc.assert(
    fc.property(
      state,
      state,
      mine,
      fc.constantFrom("mine" as const, "theirs" as const),
      (base, now, wanted, choice) => {
        const [opened, current] = [
          { ...OPENED, ...base },
          { ...OPENED, ...now },
        ];
        const rows = mergeRows(opened, current, wanted);
        const all = Object.fromEntries(rows.map(({ field }) => [field, choice]));
        const result = { ...current, ...mergedChanges(rows, all) };
        for (const field of ["status", "uses_count", "user_id"] as const) {
          const isMine = field !== "user_id" && wanted[field] !== undefined;
          const isContested = isMine && current[field] !== opened[field];
          const expected = isMine && (!isContested || choice === "mine") ? wanted[field] : current[field];
          expect(result[field]).toBe(expected);
        }
      },
    ),
  );
});
