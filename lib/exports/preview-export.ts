import "server-only";
import { databaseFault } from "@/db/database-errors";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";
import type { PassCount } from "@/lib/passes/list/bounded-count";
import { countPasses } from "@/lib/passes/list/count-passes";
import { parseExportRequest } from "@/lib/passes/export/export-request";
import { listPasses } from "@/lib/passes/list/list-passes";
import type { ExportField } from "@/lib/passes/pass-fields";
import type { ParseOptions, PassQuery } from "@/lib/passes/query/pass-query";
import { FILE_FORMATS, type FileFormat } from "./export";
import { bytesPerRow, previewCells } from "./preview-cells";

export interface PreviewRequest {
  query: PassQuery;
  format: FileFormat;
  columns: ExportField[];
  time_zone: string;
  count: "exact" | "none";
}

export interface ExportPreview {
  columns: ExportField[];
  /** The first three, each cell as the file will have it; null is empty. */
  rows: (string | null)[][];
  /** Exact; null where it was not asked for or could not be counted in 25 s. */
  total: PassCount | null;
  count_state: "counted" | "too_broad" | "not_asked";
  /** About; null without rows. */
  bytes_per_row: number | null;
}

const SHOWN = 3;
/* Some more, so that the size does not hang on three rows. */
const MEASURED = 50;

/** Parses a list's parameters with `format`, `columns`, `time_zone` and `count=exact|none`. Throws 400 naming what is wrong. */
export function parsePreviewRequest(search: URLSearchParams, options: ParseOptions): PreviewRequest {
  const list = new URLSearchParams(search);
  const format = oneOf(list, "format", FILE_FORMATS);
  const count = oneOf(list, "count", ["exact", "none"] as const);
  const { query, columns, time_zone } = parseExportRequest(list, options);
  return { query, columns, time_zone, format: format ?? "csv", count: count ?? "exact" };
}

function oneOf<T extends string>(search: URLSearchParams, name: string, known: readonly T[]): T | null {
  const [text, ...more] = search.getAll(name);
  if (more.length > 0) throw invalidParameter(name, `${name} is given more than once.`, "repeated");
  search.delete(name);
  const found = known.find((each) => each === text);
  if (text !== undefined && found === undefined) {
    throw invalidParameter(name, `${name} must be one of ${known.join(", ")}.`);
  }
  return found ?? null;
}

/**
 * The first rows of a file that is not written yet, with how many it will have (25 s at most). Throws 403 and, where no index
 * serves filter and order together, 422 `too_broad`.
 */
export async function previewExport(ctx: Context, request: PreviewRequest): Promise<ExportPreview> {
  authorize(ctx, "export.request");
  const [{ data }, total] = await Promise.all([
    listPasses(ctx, { ...request.query, limit: MEASURED }),
    request.count === "none" ? null : exactCount(ctx, request.query),
  ]);
  const cells = previewCells(data, request);
  const uncounted = request.count === "none" ? "not_asked" : "too_broad";
  return {
    columns: request.columns,
    rows: cells.slice(0, SHOWN),
    total,
    count_state: total === null ? uncounted : "counted",
    bytes_per_row: bytesPerRow(cells, request),
  };
}

async function exactCount(ctx: Context, query: PassQuery): Promise<PassCount | null> {
  try {
    return await countPasses(ctx, { ...query, count: "exact" });
  } catch (error) {
    if (databaseFault(error) !== "too_slow") throw error;
    return null;
  }
}
