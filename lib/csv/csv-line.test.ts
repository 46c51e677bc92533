import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "@/lib/testing/models/rfc4180";
import { csvLine, textCell } from "./csv-line";

const CELLS = 20_000;

/* Cells as an attacker or a rider would fill them. */
const anyCell = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc
    .tuple(
      fc.constantFrom("", " ", "\t", "\r", "\n", "\u00a0", "\u200b", "\ufeff", "\u0000", '"', "'"),
      fc.constantFrom("=", "+", "-", "@", "＝", "＋", "－", "＠", "−", "", ","),
      fc.constantFrom(
        "1+1",
        "cmd|' /C calc'!A0",
        'HYPERLINK("http://evil.example","x")',
        "SUM(A1:A9)",
        "2",
        "",
      ),
      fc.string({ maxLength: 5 }),
    )
    .map((parts) => parts.join("")),
);

function firstVisible(cell: string): string {
  return cell.replace(/^[\s\p{Cc}\p{Cf}\p{Z}]+/u, "").charAt(0);
}

function isFormula(cell: string): boolean {
  return "=+-@＝＋－＠−﹢﹣﹦﹫".includes(firstVisible(cell) || "x") && !/^[+-]?\d+(\.\d+)?$/.test(cell);
}

test(`of ${CELLS} random cells none is a formula and each reads back`, () => {
  const cells = fc.sample(anyCell, { numRuns: CELLS, seed: 20_261_122 });
  const records = readCsv(cells.map((cell) => csvLine([textCell(cell), "end"])).join(""));
  expect(records).toHaveLength(CELLS);
  const wrong = records.filter(([read = "", end], at) => {
    const original = cells[at];
    return (
      isFormula(read) ||
      /^[\t\r\n]/.test(read) ||
      end !== "end" ||
      (read !== original && read !== `'${original}`)
    );
  });
  expect(wrong).toEqual([]);
  // Control: written unchanged, many of the same cells are formulas.
  expect(cells.filter(isFormula).length).toBeGreaterThan(1000);
});

test("every record reads back as it was written", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(anyCell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
      (rows) => {
        const read = readCsv(rows.map((row) => csvLine(row.map(textCell))).join(""));
        const plain = (cell: string) => cell.replace(/^'/, "");
        expect(read.map((row) => row.map(plain))).toEqual(rows.map((row) => row.map(plain)));
      },
    ),
    { numRuns: 1000 },
  );
});

test.each([
  "-5.50",
  "0",
  "9007199254740993",
  "0.10",
  "+17135550147",
  "2026-11-22T15:04:05.000Z",
  "Local, Day",
])("%s stays byte for byte", (text) => expect(readCsv(csvLine([textCell(text)]))).toEqual([[text]]));

test.each(["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\rx", " =1", "＝1", "\u200b=1", "+1 713", "-"])(
  "%j is made text",
  (text) => expect(readCsv(csvLine([textCell(text)]))).toEqual([[`'${text}`]]),
);

test.each([
  ["a;b", '"a;b"'],
  ["a\tb", '"a\tb"'],
  ["a,b", '"a,b"'],
  ['a"b', '"a""b"'],
  ["a\rb", '"a\rb"'],
  ["a\nb", '"a\nb"'],
  ["a b", "a b"],
])("%j is written as %j: what any spreadsheet takes for the end of a cell is quoted", (text, cell) =>
  expect(textCell(text)).toBe(cell),
);
