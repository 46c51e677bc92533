import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseByteRange } from "./byte-range";

describe("a range of a file of ten bytes", () => {
  test.each([
    ["bytes=0-", { first: 0, last: 9 }],
    ["bytes=3-5", { first: 3, last: 5 }],
    ["bytes=3-500", { first: 3, last: 9 }],
    ["bytes=-4", { first: 6, last: 9 }],
    ["bytes=-40", { first: 0, last: 9 }],
    [" bytes=9-9 ", { first: 9, last: 9 }],
  ])("%s is one", (header, range) => expect(parseByteRange(header, 10)).toEqual(range));

  test.each([null, "", "bytes=-", "bytes=5-3", "bytes=0-1,4-5", "items=0-1", "bytes=a-b", "bytes=1.5-2"])(
    "%s is answered with the whole file",
    (header) => expect(parseByteRange(header, 10)).toBeNull(),
  );

  test.each(["bytes=10-", "bytes=10-12", "bytes=-0"])("%s is unsatisfiable", (header) =>
    expect(parseByteRange(header, 10)).toBe("unsatisfiable"),
  );
});

test("whatever is asked, no range leaves the file", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^bytes=\d{0,16}-\d{0,16}$/)),
      fc.nat(1e6),
      (header, size) => {
        const range = parseByteRange(header, size);
        if (range === null || range === "unsatisfiable") return true;
        return range.first >= 0 && range.first <= range.last && range.last < size;
      },
    ),
  );
});
