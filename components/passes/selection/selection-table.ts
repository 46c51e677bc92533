import { copiedColumns, copiedTitle } from "./selection-cells";
import { withoutFormula } from "@/lib/csv/csv-line";
import type { ColumnView } from "@/lib/passes/list/list-columns";
import type { Pass } from "@/lib/passes/pass";

/** A table for the clipboard: tab-separated text for a spreadsheet, HTML for a mail. */
interface CopiedTable {
  text: string;
  html: string;
}

/**
 * The passes as a table of the shown columns, with times in `zone`. No cell is a formula, and none contains a tab or a
 * line break. Pure.
 */
export function copiedTable(
  passes: readonly Pass[],
  views: readonly ColumnView[],
  at: { now: Date; zone: string },
): CopiedTable {
  const columns = copiedColumns(views);
  const titles = columns.map((column) => copiedTitle(column, at.zone, at.now));
  const rows = passes.map((pass) => columns.map((column) => cell(column.read(pass, at))));
  const html = [
    `<tr>${titles.map((title) => `<th>${escaped(title)}</th>`).join("")}</tr>`,
    // Marked as text, so that a spreadsheet does not round a serial.
    ...rows.map(
      (row) =>
        `<tr>${row.map((text) => `<td style="mso-number-format:'\\@'">${escaped(text)}</td>`).join("")}</tr>`,
    ),
  ];
  return {
    text: [titles, ...rows].map((row) => row.join("\t")).join("\r\n"),
    html: `<meta charset="utf-8"><table>${html.join("")}</table>`,
  };
}

function cell(text: string | null): string {
  // With a double quote at the start, a spreadsheet would read on into the next cell.
  const line = (text ?? "").replaceAll(/[\t\r\n\v\f\u0085\u2028\u2029]+/g, " ").replace(/^"/, "'\"");
  return withoutFormula(line);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? "");
}
