import fc from "fast-check";
import { expect, test } from "vitest";
import { markDiffering } from "./compare-marks";

test("of two times only the words that differ are marked", () => {
  expect(markDiffering("Nov 18, 12:12 PM", "Nov 18, 12:42 PM")).toEqual([
    { text: "Nov 18, ", differs: false },
    { text: "12:12", differs: true },
    { text: " PM", differs: false },
  ]);
});

test("a date that differs has one mark from its month to its year", () => {
  expect(markDiffering("Nov 22, 2026, 6:24:00 PM", "Nov 20, 2028, 3:54:00 PM")).toEqual([
    { text: "Nov 22, 2026", differs: true },
    { text: ", ", differs: false },
    { text: "6:24:00", differs: true },
    { text: " PM", differs: false },
  ]);
});

test("values with different numbers of words are marked as a whole", () => {
  expect(markDiffering("None", "Nov 18, 12:42 PM")).toEqual([{ text: "None", differs: true }]);
});

test("nothing is lost, equal values have no mark, and different ones always have one", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, other) => {
      const parts = markDiffering(text, other);
      expect(parts.map((part) => part.text).join("")).toBe(text);
      expect(parts.some((part) => part.differs)).toBe(text !== other && text !== "" ? true : text !== other);
    }),
  );
});
