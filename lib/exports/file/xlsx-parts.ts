import { type ExportField, PASS_FIELDS } from "@/lib/passes/pass-fields";
import type { FileAsk } from "./file-ask";
import { STYLE_HEAD } from "./xlsx-rows";
import { columnLetters, sheetText } from "./xlsx-text";

/* The parts of a workbook other than its rows (ECMA-376): the smallest set that spreadsheets open without complaint. */

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export const [ROWS_PART, ABOUT_PART] = ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"];

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relations = (...all: string[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join("")}</Relationships>`;
const typeOf = (part: string, type: string) =>
  `<Override PartName="/${part}" ContentType="${SHEET_TYPE}.${type}+xml"/>`;

/** Every part before the rows, in the order of the file; independent of the rows. */
export const FIXED_PARTS: readonly (readonly [name: string, content: string])[] = [
  [
    "[Content_Types].xml",
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${typeOf("xl/workbook.xml", "sheet.main")}${typeOf("xl/styles.xml", "styles")}${typeOf(ROWS_PART, "worksheet")}${typeOf(ABOUT_PART, "worksheet")}</Types>`,
  ],
  ["_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))],
  [
    "xl/workbook.xml",
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Passes" sheetId="1" r:id="rId1"/><sheet name="About" sheetId="2" r:id="rId2"/></sheets></workbook>`,
  ],
  [
    "xl/_rels/workbook.xml.rels",
    relations(
      relation("rId1", "worksheet", "worksheets/sheet1.xml"),
      relation("rId2", "worksheet", "worksheets/sheet2.xml"),
      relation("rId3", "styles", "styles.xml"),
    ),
  ],
  [
    "xl/styles.xml",
    `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
  ],
];

const WIDTH: Partial<Record<string, number>> = { time: 24, text: 28, count: 12, flag: 12 };
const inline = (place: string, text: string, style = "") =>
  `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${sheetText(text)}</t></is></c>`;

/** The sheet of rows up to its first row: the column names, bold and frozen. */
export function sheetHead(fields: readonly ExportField[]): string {
  const widths = fields.map((field, at) => {
    const width = WIDTH[PASS_FIELDS[field].kind] ?? 20;
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`;
  });
  const names = fields.map((field, at) => inline(`${columnLetters(at)}1`, field, ` s="${STYLE_HEAD}"`));
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData><row r="1">${names.join("")}</row>`;
}

export const SHEET_TAIL = "</sheetData></worksheet>";

/** The second sheet, which says what the rows are. */
export function aboutSheet({ name, search, time_zone, now }: FileAsk, rows: number): string {
  const facts = [
    ["Name", name],
    [
      "Filters",
      search === "" ? "None: every pass in the list" : decodeURIComponent(search.replaceAll("+", " ")),
    ],
    ["Rows", rows.toLocaleString("en-US")],
    ["Rows as of", now.toISOString()],
    ["Times are in", time_zone],
    ["Repeated hour", "When clocks go back, times in the hour they show twice are text with their offset."],
  ];
  const lines = facts.map(
    ([label = "", value = ""], at) =>
      `<row r="${at + 1}">${inline(`A${at + 1}`, label, ` s="${STYLE_HEAD}"`)}${inline(`B${at + 1}`, value)}</row>`,
  );
  return `${XML}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="16" customWidth="1"/><col min="2" max="2" width="80" customWidth="1"/></cols><sheetData>${lines.join("")}${SHEET_TAIL}`;
}
