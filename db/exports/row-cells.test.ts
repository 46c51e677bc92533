import fc from "fast-check";
import { expect, test } from "vitest";
import { textRow } from "@/lib/testing/models/text-row";
import { keptRow, RowCells } from "./row-cells";

const LENGTHS = [0, 1, 250, 251, 252, 65_535, 65_536, 70_000];

test("cells of any length are found, and NULL differs from empty", () => {
  const cell = fc.oneof(fc.option(fc.string({ unit: "grapheme" })), fc.constantFrom(...LENGTHS.map((length) => "x".repeat(length)))); // prettier-ignore
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), fc.nat(5), (values, shift) => {
      const bytes = textRow(values);
      const row = new RowCells(values.length);
      row.locate(Buffer.concat([Buffer.alloc(shift), bytes]), shift, shift + bytes.length);
      expect(values.map((_unused, at) => row.text(at))).toEqual(values);
    }),
  );
});

test("a row that is not just these cells is refused, whatever it lacks or has too much", () => {
  const bytes = textRow(["12", null, "abc"]);
  for (const count of [1, 2, 4]) {
    expect(() => new RowCells(count).locate(bytes, 0, bytes.length)).toThrow("not its cells");
  }
  expect(() => new RowCells(3).locate(bytes, 0, bytes.length - 1)).toThrow();
  const [huge, cells] = [Buffer.from([0xfe, 1, 0, 0, 0, 0, 0, 0, 0, 65]), new RowCells(1)];
  expect(() => cells.locate(huge, 0, huge.length)).toThrow("longer than any column");
});

test("a row is stored as its bytes", () => {
  const bytes = textRow(["2147483647", "a"]);
  const row = new RowCells(2);
  row.locate(bytes, 0, bytes.length);
  expect(keptRow(row)).toEqual({ id: 2_147_483_647, buffer: bytes, from: 0, to: bytes.length });
});
