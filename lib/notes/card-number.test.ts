import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsCardNumber } from "./card-number";

function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}

const digitsOf = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(""));
const card = fc
  .tuple(fc.constantFrom("2", "3", "4", "5", "6"), digitsOf(11, 17))
  .map(([first, rest]) => withCheckDigit(first + rest));
const words = fc.stringMatching(/^[a-z ,;:()]{0,40}$/);

test("a card number is found in any text, written in one piece", () => {
  fc.assert(
    fc.property(card, words, words, (number, before, after) => {
      expect(holdsCardNumber(`${before}:${number};${after}`)).toBe(true);
    }),
  );
});

test.each([
  "4111 1111 1111 1111",
  "Card 4111-1111-1111-1111, exp 12/29",
  "4111111111111111 0129 123",
  "0129 4111 1111 1111 1111 12",
  "3782 822463 10005",
  "3056 930902 5904",
  "４１１１１１１１１１１１１１１１",
  "4111\n1111\n1111\n1111",
  "41 11 11 11 11 11 11 11",
])("%j holds one", (text) => expect(holdsCardNumber(text)).toBe(true));

test("one wrong digit is no card number", () => {
  fc.assert(
    fc.property(card, fc.nat(), (number, where) => {
      const at = 1 + (where % (number.length - 1));
      const wrong = number.slice(0, at) + String((Number(number[at]) + 1) % 10) + number.slice(at + 1);
      expect(holdsCardNumber(wrong)).toBe(false);
    }),
  );
});

test.each([
  "Pass 7525-0000-0000-1001",
  "Called from +1 713 555 0147 about 281 555 0199",
  "Order b7c04e19-5b1e-4d07-9a0d-3e8b5a6f2a77",
  "Rider 20481, case CS-51902, 2026-11-22 15:04:05",
  "T0000842-194",
  "1234567812345670123456789",
])("%j holds none", (text) => expect(holdsCardNumber(text)).toBe(false));

test("it never throws, whatever the text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void holdsCardNumber(text)));
});
