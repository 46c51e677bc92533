import { csvLine, textCell, withoutFormula } from "@/lib/csv/csv-line";
import { timeWriter } from "@/lib/csv/zoned-time";
import type { Pass } from "@/lib/passes/pass";
import { type ExportField, PASS_FIELDS } from "@/lib/passes/pass-fields";
import type { FileFormat } from "./export";

/** How the first rows of a file will look, cell by cell; null is an empty cell. Pure. */
export function previewCells(
  passes: readonly Pass[],
  { columns, format, time_zone }: { columns: readonly ExportField[]; format: FileFormat; time_zone: string },
): (string | null)[][] {
  const writeTime = timeWriter(time_zone);
  const cell = (pass: Pass, field: ExportField): string | null => {
    const value = pass[field];
    if (value === null) return format === "ndjson" ? "null" : null;
    const isTime = PASS_FIELDS[field].kind === "time";
    const told = isTime ? writeTime(String(value).replace("T", " ").replace("Z", "")) : value;
    if (format === "ndjson") return JSON.stringify(told);
    // A sheet stores times as numbers and shows them like this; its text is never a formula.
    if (format === "xlsx") return sheetText(told, isTime);
    return isText(field) ? withoutFormula(String(told)) : String(told);
  };
  return passes.map((pass) => columns.map((field) => cell(pass, field)));
}

function sheetText(told: string | number | boolean, isTime: boolean): string {
  if (typeof told === "boolean") return String(told).toUpperCase();
  return isTime ? String(told).slice(0, 23).replace("T", " ") : String(told);
}

/* Size of a compressed sheet relative to the same cells as text. */
const PACKED = 0.3;

/** Estimated bytes per row, measured on these rows; null without rows. Pure. */
export function bytesPerRow(
  rows: readonly (readonly (string | null)[])[],
  { columns, format }: { columns: readonly ExportField[]; format: FileFormat },
): number | null {
  if (rows.length === 0) return null;
  const keys = columns.reduce((sum, field) => sum + field.length + 4, 2);
  const sizeOf = (row: readonly (string | null)[]) =>
    format === "ndjson"
      ? Buffer.byteLength(row.join("")) + keys
      : Buffer.byteLength(csvLine(row.map((cell) => (cell === null ? "" : textCell(cell)))));
  const all = rows.reduce((sum, row) => sum + sizeOf(row), 0);
  return (all / rows.length) * (format === "xlsx" ? PACKED : 1);
}

function isText(field: ExportField): boolean {
  const { kind } = PASS_FIELDS[field];
  return kind !== "time" && kind !== "count" && kind !== "flag" && field !== "id";
}
