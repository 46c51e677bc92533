import { invalidParameter } from "@/lib/errors";
import { listQuery, withoutPage } from "@/lib/fields/list-query";
import { eachOf, oneOf, type Parameter } from "@/lib/fields/parameter";
import { EXPORT_FIELDS, type ExportField } from "@/lib/passes/pass-fields";
import { PASS_PARAMETERS } from "@/lib/passes/query/pass-parameters";
import { type ParseOptions, type PassQuery, passQueryOf } from "@/lib/passes/query/pass-query";

export const EXPORT_FORMATS = ["csv", "csv-excel", "ndjson"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportRequest {
  query: PassQuery;
  format: ExportFormat;
  columns: ExportField[];
  /** An IANA name; times are written in this zone. */
  time_zone: string;
}

const TIME_ZONE: Parameter<string> = {
  description: "The zone times are written in, by its IANA name.",
  schema: { type: "string", format: "time-zone" },
  absent: "UTC",
  read: parseZone,
  write: (zone) => zone,
};

/** The parameters of a list, except those of its pages, and the parameters of a file. */
export const EXPORT_PARAMETERS = {
  ...withoutPage(PASS_PARAMETERS),
  format: oneOf(EXPORT_FORMATS, "How the file is written.", "csv"),
  columns: eachOf(EXPORT_FIELDS, "The columns in their order; all of them without it."),
  time_zone: TIME_ZONE,
};

/** @public The page of parameters finds every list by its export. */
export const EXPORT_QUERY = listQuery("/passes/export", EXPORT_PARAMETERS);

/**
 * Parses the parameters of a list and of a file. Throws 400 naming the invalid parameter; `cursor` and the other
 * parameters of a page are invalid here.
 */
export function parseExportRequest(search: URLSearchParams, options: ParseOptions): ExportRequest {
  const { format, columns, time_zone, ...list } = EXPORT_QUERY.parse(search, options);
  return { query: passQueryOf(list, options), format, columns: exportColumns(columns), time_zone };
}

/** The columns of a file: the named ones, or all if none are named. */
export function exportColumns(named: readonly ExportField[]): ExportField[] {
  return named.length === 0 ? EXPORT_FIELDS : [...named];
}

function parseZone(text: string, name: string): string {
  try {
    // The runtime accepts offsets as zones, but they are not IANA names.
    if (/^[A-Za-z]/.test(text)) {
      return new Intl.DateTimeFormat("en-US", { timeZone: text }).resolvedOptions().timeZone;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw invalidParameter(name, `${name} must be an IANA name such as America/Chicago.`);
}
