import { expect, test } from "vitest";
import { parsePickedIds } from "./picked-ids";

test("reads picked passes back, each once", () => {
  expect(parsePickedIds("3,1,3,2", 500)).toEqual(["3", "1", "2"]);
});

test.each(["", "0", "1,,2", "x", "1 OR 1=1", "12345678901", "-1", "1,2,"])(
  "refuses %j as picked passes",
  (text) => {
    expect(() => parsePickedIds(text, 500)).toThrow(/pass_id/);
  },
);

test("refuses more than can be picked, and takes as many as can", () => {
  const ids = (count: number) => Array.from({ length: count }, (_, at) => at + 1).join(",");
  expect(parsePickedIds(ids(500), 500)).toHaveLength(500);
  expect(() => parsePickedIds(ids(501), 500)).toThrow(/At most 500/);
});
