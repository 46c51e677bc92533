import { expect, test } from "vitest";
import { typedCount } from "./typed-count";

test.each([
  ["1131", 1131],
  ["1,131", 1131],
  [" 1 131 ", 1131],
  ["", null],
  ["1131 passes", null],
  ["-5", null],
  ["1.131", null],
  ["0x10", null],
  ["12345678901", null],
])("%j typed to confirm is read as %j", (text, count) => {
  expect(typedCount(text)).toBe(count);
});
