import { expect, test } from "vitest";
import { EMPTY_STATE, type PassState } from "./correction-rules";
import { unusualTransition } from "./unusual-transition";

const NOW = new Date("2026-11-22T12:00:00Z");
const BEFORE: PassState = {
  ...EMPTY_STATE,
  user_id: "7",
  product_name: "Local Single Ride",
  status: "USABLE",
  expiration: "2027-01-01T00:00:00.000Z",
  allowed_uses: 1,
  uses_count: 0,
};

function warnings(before: Partial<PassState>, changes: Partial<PassState>): string[] {
  const from = { ...BEFORE, ...before };
  return unusualTransition(from, { ...from, ...changes }, NOW).map((warning) => warning.code);
}

const OVER = {
  status: "EXPIRED",
  time_used: "2026-11-20T09:00:00.000Z",
  expiration: "2026-11-20T12:00:00.000Z",
};

test.each<[string, Partial<PassState>, Partial<PassState>, string[]]>([
  ["nothing", {}, {}, []],
  ["another product", {}, { product_name: "Local Day Pass" }, []],
  ["a later expiration", {}, { expiration: "2027-02-01T00:00:00.000Z" }, []],
  ["used up", {}, { status: "USES_GONE", uses_count: 1 }, []],
  ["back to life, but past", OVER, { status: "USABLE" }, ["revived", "still_expired", "usable_but_used"]],
  [
    "back to life in full",
    OVER,
    { status: "USABLE", time_used: null, expiration: "2026-11-23T00:00:00.000Z" },
    ["revived"],
  ],
  ["in use without first use", {}, { status: "USING" }, ["using_without_first_use"]],
  ["ended by its expiration", {}, { expiration: "2026-11-22T12:00:00.000Z" }, ["ends_now"]],
  ["far away", {}, { expiration: "2029-01-01T00:00:00.000Z" }, ["far_expiration"]],
  ["no expiration", {}, { expiration: null }, ["never_expires"]],
  ["used tomorrow", {}, { time_used: "2026-11-23T00:00:00.000Z" }, ["used_in_future"]],
  ["rides given back", { uses_count: 1 }, { uses_count: 0 }, ["uses_given_back"]],
  ["unlinked", {}, { user_id: null }, ["unlinked"]],
  ["moved", {}, { user_id: "8" }, ["moved"]],
  ["linked", { user_id: null }, { user_id: "8" }, []],
])("%s", (_name, before, changes, expected) => expect(warnings(before, changes)).toEqual(expected));
