import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import { countPassRows } from "@/db/passes/passes";
import { AppError } from "@/lib/errors";
import type { ParseOptions } from "@/lib/passes/query/pass-query";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";
import { MOST_XLSX_ROWS } from "./export";
import type { ExportAsk } from "./parse-export";

const LIMIT_MS = 1500;

/**
 * Throws 422 if the file would have more rows than one sheet takes. If counting takes more than 1.5 s, the run refuses
 * instead, once it knows the number.
 */
export async function refuseTooManyRows(
  db: Database,
  { format, query }: Pick<ExportAsk, "format" | "query">,
  at: ParseOptions,
  most = MOST_XLSX_ROWS,
): Promise<void> {
  if (format !== "xlsx") return;
  try {
    const conditions = await resolveConditions(db, query, at);
    const rows = await countPassRows(db, conditions, most + 1, { limit_ms: LIMIT_MS });
    if (rows > most) throw tooManyRows();
  } catch (error) {
    if (databaseFault(error) !== "too_slow") throw error;
  }
}

function tooManyRows(): AppError {
  const most = MOST_XLSX_ROWS.toLocaleString("en-US");
  const message = `An XLSX file holds ${most} rows at most, and this list has more. Choose CSV, or add a filter.`;
  return new AppError("invalid_change", message, {
    errors: [{ field: "format", code: "too_many_rows", message }],
  });
}
