import { invalidParameter } from "@/lib/errors";
import { EXPORT_FIELDS, type ExportField } from "@/lib/passes/pass-fields";
import { type ParseOptions, parsePassQuery, type PassQuery } from "@/lib/passes/query/pass-query";

const EXPORT_FORMATS = ["csv", "csv-excel", "ndjson"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  query: PassQuery;
  format: ExportFormat;
  columns: ExportField[];
  /** IANA name; times are written on its clocks. */
  time_zone: string;
}

/* They say which part of a list to show; an export is all of it. */
const OF_A_PAGE = ["cursor", "limit", "count"];

/**
 * Parses a list's own parameters together with `format`, `columns` and `time_zone` (default csv, all, UTC). Throws 400
 * naming the parameter, also for `cursor`, `limit` and `count`: an export has no pages.
 */
export function parseExportRequest(search: URLSearchParams, options: ParseOptions): ExportRequest {
  const list = new URLSearchParams(search);
  for (const name of OF_A_PAGE) {
    if (list.has(name))
      throw invalidParameter(name, `${name} does not apply to an export: it has every row.`);
  }
  return {
    format: parseFormat(take(list, "format")),
    columns: parseColumns(take(list, "columns")),
    time_zone: parseZone(take(list, "time_zone")),
    query: parsePassQuery(list, options),
  };
}

function take(search: URLSearchParams, name: string): string | null {
  const [text = null, ...more] = search.getAll(name);
  if (more.length > 0) throw invalidParameter(name, `${name} is given more than once.`, "repeated");
  search.delete(name);
  return text;
}

function parseFormat(text: string | null): ExportFormat {
  const format = EXPORT_FORMATS.find((known) => known === (text ?? "csv"));
  if (!format) throw invalidParameter("format", `format must be one of ${EXPORT_FORMATS.join(", ")}.`);
  return format;
}

function parseColumns(text: string | null): ExportField[] {
  if (text === null) return EXPORT_FIELDS;
  const names = text.split(",");
  const columns = names.map((name) => EXPORT_FIELDS.find((field) => field === name));
  if (columns.includes(undefined) || new Set(names).size !== names.length) {
    throw invalidParameter("columns", `columns takes each of ${EXPORT_FIELDS.join(", ")} at most once.`);
  }
  return columns.filter((column) => column !== undefined);
}

function parseZone(text: string | null): string {
  if (text === null) return "UTC";
  try {
    // Offsets are zones to the runtime, but no names of places.
    if (/^[A-Za-z]/.test(text)) {
      return new Intl.DateTimeFormat("en-US", { timeZone: text }).resolvedOptions().timeZone;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw invalidParameter("time_zone", "time_zone must be an IANA name such as America/Chicago.");
}
