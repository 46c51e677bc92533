import { expect, test } from "vitest";
import { type AnsweredColumn, driverValue } from "./driver-value";

const read = (type: string, length: number, text: string | null) => {
  const column: AnsweredColumn = { type, length, string: () => text };
  return driverValue(column, () => `as usual: ${text}`);
};

/* Types and lengths as MySQL 9 and MariaDB 10.11 send them. */
test.each([
  ["a comparison or EXISTS on MySQL", "LONGLONG", 1, "1", 1],
  ["SELECT 1 on MySQL", "LONGLONG", 2, "0", 0],
  ["a comparison with NULL on MySQL", "LONGLONG", 1, null, null],
  ["LENGTH on MySQL", "LONGLONG", 10, "3", 3],
])("%s is a number", (_what, type, length, text, value) => {
  expect(read(type, length, text)).toBe(value);
});

test("JSON is data on both servers, and text that is none stays text", () => {
  const read = (text: string | null, format: Partial<AnsweredColumn>) =>
    driverValue({ type: "BLOB", length: 99, string: () => text, ...format }, () => {
      throw new SyntaxError("the driver's own reading");
    });
  for (const format of [{ type: "JSON" }, { extendedFormat: "json" }]) {
    expect(read('{"a":[1,"2"]}', format)).toEqual({ a: [1, "2"] });
    expect(read(null, format)).toBeNull();
    expect(read("{a", format)).toBe("{a");
  }
});

test.each([
  ["a BIGINT column", "LONGLONG", 20, "9007199254740993"],
  ["COUNT(*)", "LONGLONG", 21, "1"],
  ["SUM", "NEWDECIMAL", 2, "1"],
  ["a comparison on MariaDB", "LONG", 1, "1"],
])("%s is left to the driver", (_what, type, length, text) => {
  expect(read(type, length, text)).toBe(`as usual: ${text}`);
});
