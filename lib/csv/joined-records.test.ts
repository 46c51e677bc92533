import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine, textCell } from "./csv-line";
import { joinedRecords } from "./joined-records";
import { timeWriter } from "./zoned-time";

const separator = "\x1f\x01\x02\x03\x04\x05";
const mark = "\x1d\x05\x04\x03\x02\x01";
const zone = "America/Chicago";
const records = joinedRecords({ separator, mark, writeTime: timeWriter(zone) });
const write = (rows: string[][]) =>
  records(rows.map((cells) => Buffer.from(cells.join(separator)))).toString("utf8");

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.string({ unit: "binary", maxLength: 8 }).map((each) => each.toWellFormed()),
  fc.constantFrom("", "=1+1", "+17135550147", "-5.50", '"', ",", "a,b", "\x1f", "\x1d", "\x1f\x01", "@x", "é", " ="),
); // prettier-ignore

test("any rows of text become what cell by cell would", () => {
  const rows = fc.array(fc.array(text, { minLength: 1, maxLength: 6 }), { maxLength: 6 });
  fc.assert(
    fc.property(rows, (given) => {
      expect(write(given)).toBe(given.map((cells) => csvLine(cells.map(textCell))).join(""));
    }),
    { numRuns: 2000 },
  );
});

test("marked times are told in the zone, in plain rows and in those with care", () => {
  const stored = "2026-11-01 06:30:00.120";
  const told = "2026-11-01T01:30:00.120-05:00";
  expect(write([[`${mark}${stored}`, "a"]])).toBe(`${told},a\r\n`);
  expect(write([["=1", `${mark}${stored}`], ["b"]])).toBe(`'=1,${told}\r\nb\r\n`);
});

test("the control: a separator inside a cell would be another cell", () => {
  expect(write([[`a${separator}b`]])).toBe("a,b\r\n");
});
