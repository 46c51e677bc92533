import { expect, test } from "vitest";
import { dispositionOf, exportOfFile } from "./export-files";

test.each([
  ["7.csv", "7"],
  ["12.a1b2.part", "12"],
  ["12.ids", "12"],
  ["012.csv", null],
  ["notes.txt", null],
  ["7", null],
  ["../7.csv", null],
  ["7.csv/..", null],
])("the file %s is of export %s", (name, id) => expect(exportOfFile(name)).toBe(id));

test("a download is named in plain letters and again in full", () => {
  expect(dispositionOf('Năm "vé" 7/10', "csv-excel", "2026-11-22")).toBe(
    `attachment; filename="Nam -ve- 7-10 2026-11-22.csv"; filename*=UTF-8''N%C4%83m%20-v%C3%A9-%207-10%202026-11-22.csv`,
  );
  expect(dispositionOf("通票", "xlsx", "2026-11-22")).toContain('filename="- 2026-11-22.xlsx"');
  const hostile = dispositionOf('a";\u2028 filename="x.exe', "ndjson", "2026-11-22");
  expect(hostile).toMatch(/^attachment; filename="[A-Za-z0-9 ._()-]+\.ndjson"; filename\*=UTF-8''[\w.%~-]+$/);
});
