import "server-only";
import { listQuery } from "@/lib/fields/list-query";
import { oneOf } from "@/lib/fields/parameter";
import { EXPORT_PARAMETERS, exportColumns } from "@/lib/passes/export/export-request";
import type { ExportField } from "@/lib/passes/pass-fields";
import { type ParseOptions, type PassQuery, passQueryOf } from "@/lib/passes/query/pass-query";
import { FILE_FORMATS, type FileFormat } from "./export";

export interface PreviewRequest {
  query: PassQuery;
  format: FileFormat;
  columns: ExportField[];
  time_zone: string;
  count: "exact" | "none";
}

/** @public The test of the parameter page finds every list by its export. */
export const PREVIEW_QUERY = listQuery("/exports/preview", {
  ...EXPORT_PARAMETERS,
  format: oneOf(FILE_FORMATS, "How the file would be written.", "csv"),
  count: oneOf(["exact", "none"], "Whether its rows are counted.", "exact"),
});

/** Parses a list's parameters together with those of a file and `count`. Throws 400 naming what is wrong. */
export function parsePreviewRequest(search: URLSearchParams, options: ParseOptions): PreviewRequest {
  const { format, columns, time_zone, count, ...list } = PREVIEW_QUERY.parse(search, options);
  const query = passQueryOf({ ...list, count: "bounded" }, options);
  return { query, columns: exportColumns(columns), time_zone, format, count };
}
