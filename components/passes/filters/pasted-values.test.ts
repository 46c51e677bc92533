import { expect, test } from "vitest";
import { readIds } from "./pasted-ids";
import { readBounds } from "./range-bounds";

const zone = "America/Chicago";

test("a pasted column of ids is read with each id once", () => {
  expect(readIds(" a1\nb2, c3;a1\t", false)).toEqual({ ids: ["a1", "b2", "c3"] });
  expect(readIds("", false)).toEqual({ ids: [] });
});

test("text that is not an id is reported, and so are too many ids", () => {
  expect(readIds("12 x3", true)).toEqual({ problem: "“x3” is not an ID." });
  expect(readIds("é", false)).toHaveProperty("problem");
  expect(readIds(Array.from({ length: 501 }, (_, at) => at).join(","), true)).toHaveProperty("problem");
});

test("local times become instants in the agency's zone", () => {
  expect(readBounds("2025-11-18T14:42", "", zone)).toEqual({ range: { gte: "2025-11-18T20:42:00.000Z" } });
  expect(readBounds("2025-07-01T00:00", "2025-07-02T00:00", zone)).toEqual({
    range: { gte: "2025-07-01T05:00:00.000Z", lt: "2025-07-02T05:00:00.000Z" },
  });
});

test("a repeated hour is included whole and a skipped one is refused", () => {
  expect(readBounds("2025-11-02T01:30", "2025-11-02T01:30", zone)).toEqual({
    range: { gte: "2025-11-02T06:30:00.000Z", lt: "2025-11-02T07:30:00.000Z" },
  });
  expect(readBounds("2025-03-09T02:30", "", zone)).toHaveProperty("problem");
});

test("an empty or backward range is refused", () => {
  expect(readBounds("", "", zone)).toHaveProperty("problem");
  expect(readBounds("2025-07-02T00:00", "2025-07-01T00:00", zone)).toHaveProperty("problem");
});
