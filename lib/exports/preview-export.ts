import "server-only";
import { databaseFault } from "@/db/database-errors";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { PassCount } from "@/lib/passes/list/bounded-count";
import { countPasses } from "@/lib/passes/list/count-passes";
import { listPasses } from "@/lib/passes/list/list-passes";
import type { ExportField } from "@/lib/passes/pass-fields";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { bytesPerRow, previewCells } from "./preview-cells";
import type { PreviewRequest } from "./preview-request";

export interface ExportPreview {
  columns: ExportField[];
  /** The first three rows, each cell as the file will have it; null is an empty cell. */
  rows: (string | null)[][];
  /** Exact; null if it was not requested or could not be counted in 25 s. */
  total: PassCount | null;
  count_state: "counted" | "too_broad" | "not_asked";
  /** An estimate; null without rows. */
  bytes_per_row: number | null;
}

const SHOWN = 3;
/* Rows measured for the size, so that it does not depend on three rows. */
const MEASURED = 50;

/**
 * The first rows of a file that is not written yet, and how many it will have (counting takes at most 25 s). Throws
 * 403, and 422 `too_broad` if no index serves filter and order together.
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
