import { expect, test } from "vitest";
import { toPassCount } from "./bounded-count";

test.each([
  [0, { value: 0, relation: "eq" }],
  [9_999, { value: 9_999, relation: "eq" }],
  [10_000, { value: 10_000, relation: "eq" }],
  [10_001, { value: 10_000, relation: "gte" }],
])("%i rows found", (rows, count) => expect(toPassCount(rows)).toEqual(count));
