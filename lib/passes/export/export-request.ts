import { invalidParameter } from "@/lib/errors";
import { listQuery, withoutPage } from "@/lib/fields/list-query";
import { eachOf, oneOf, type Parameter } from "@/lib/fields/parameter";
import { EXPORT_FIELDS, type ExportField } from "@/lib/passes/pass-fields";
import { PASS_PARAMETERS } from "@/lib/passes/query/pass-parameters";
import { type ParseOptions, type PassQuery, passQueryOf } from "@/lib/passes/query/pass-query";

const EXPORT_FORMATS = ["csv", "csv-excel", "ndjson"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  query: PassQuery;
  format: ExportFormat;
  columns: ExportField[];
  /** IANA name; times are written on its clocks. */
  time_zone: string;
}

const TIME_ZONE: Parameter<string> = {
  description: "The zone times are written in, by its IANA name.",
  schema: { type: "string", format: "time-zone" },
  absent: "UTC",
  read: parseZone,
  write: (zone) => zone,
};

/** The parameters of a list, its pages left out, with those of a file. */
export const EXPORT_PARAMETERS = {
  ...withoutPage(PASS_PARAMETERS),
  format: oneOf(EXPORT_FORMATS, "How the file is written.", "csv"),
  columns: eachOf(EXPORT_FIELDS, "The columns in their order; all of them without it."),
  time_zone: TIME_ZONE,
};

/** @public The page of parameters finds every list by its export. */
export const EXPORT_QUERY = listQuery("/passes/export", EXPORT_PARAMETERS);

/** Parses a list's own parameters together with those of a file. Throws 400 naming the parameter, also for one of a page. */
export function parseExportRequest(search: URLSearchParams, options: ParseOptions): ExportRequest {
  const { format, columns, time_zone, ...list } = EXPORT_QUERY.parse(search, options);
  return { query: passQueryOf(list, options), format, columns: exportColumns(columns), time_zone };
}

/** The columns of a file: those that are named, all where none is. */
export function exportColumns(named: readonly ExportField[]): ExportField[] {
  return named.length === 0 ? EXPORT_FIELDS : [...named];
}

function parseZone(text: string, name: string): string {
  try {
    // Offsets are zones to the runtime, but no names of places.
    if (/^[A-Za-z]/.test(text)) {
      return new Intl.DateTimeFormat("en-US", { timeZone: text }).resolvedOptions().timeZone;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw invalidParameter(name, `${name} must be an IANA name such as America/Chicago.`);
}
