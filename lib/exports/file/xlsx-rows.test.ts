import { expect, test } from "vitest";
import { RowCells } from "@/db/exports/row-cells";
import { textRow } from "@/lib/testing/models/text-row";
import { MOST_XLSX_ROWS } from "@/lib/exports/export";
import { sheetEncoder } from "./xlsx-rows";

const NOW = new Date("2026-11-22T12:00:00.000Z");

function written(
  fields: Parameters<typeof sheetEncoder>[0]["columns"],
  values: (string | null)[],
  before = 0,
): string {
  const encoder = sheetEncoder({ columns: fields, time_zone: "America/Chicago" }, NOW);
  const row = new RowCells(values.length + 1);
  const bytes = textRow(["1", ...values]);
  row.locate(bytes, 0, bytes.length);
  const out = Buffer.alloc(4096);
  return out.toString("utf8", 0, encoder.write(row, out, 0, before));
}

test("what could be a formula is text without an apostrophe, and no cell is there for nothing", () => {
  const xml = written(
    ["product_name", "serial", "allowed_uses", "device_locked"],
    ["=1+1&<b>", null, "3", "1"],
  );
  expect(xml).toBe(
    '<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve">=1+1&amp;&lt;b&gt;</t></is></c><c r="C2"><v>3</v></c><c r="D2" t="b"><v>1</v></c></row>',
  );
});

test("a time is a date in local time of the zone, to the millisecond; one that no sheet knows is text; no time is no cell", () => {
  const serial = (time: string) => Number(/<v>([^<]+)<\/v>/.exec(written(["time_used"], [time]))?.[1]);
  const days = (local: string) => 25_569 + Date.parse(local) / 86_400_000;
  expect(serial("2026-11-22 15:04:05.123")).toBeCloseTo(days("2026-11-22T09:04:05.123Z"), 9);
  expect(serial("2026-07-01 00:00:00")).toBeCloseTo(days("2026-06-30T19:00:00Z"), 9);
  expect(written(["time_used"], ["1899-12-31 12:00:00"])).toContain("1899-12-31T");
  expect(written(["time_used"], ["0000-00-00 00:00:00"])).toBe('<row r="2"></row>');
});

test("an hour that the clocks show twice is text with its offset, so that no two instants look alike", () => {
  const told = ["2026-11-01 06:30:00", "2026-11-01 07:30:00"].map((time) => written(["time_used"], [time]));
  expect(told[0]).toContain(">2026-11-01T01:30:00.000-05:00<");
  expect(told[1]).toContain(">2026-11-01T01:30:00.000-06:00<");
  for (const around of ["2026-11-01 05:59:59.999", "2026-11-01 08:00:00", "2026-03-08 07:59:59", "2026-03-08 08:00:00"]) {
    expect(written(["time_used"], [around])).toContain("<v>");
  }
}); // prettier-ignore

test("one row more than a sheet takes is refused with both numbers; the last row is not", () => {
  expect(written(["id"], [], MOST_XLSX_ROWS - 1)).toContain('r="A1048576"');
  const refused = expect.objectContaining({
    code: "too_many_rows",
    message: expect.stringMatching(/1,048,576 rows.*1,048,575/) as string,
  }) as Error;
  expect(() => written(["id"], [], MOST_XLSX_ROWS)).toThrow(refused);
});
