import "server-only";
import type { Database } from "@/db/connection";
import { countPassRows } from "@/db/passes/passes";
import type { Conditions } from "@/db/query/conditions";

export interface PassCount {
  value: number;
  /** `gte`: at least `value`. */
  relation: "eq" | "gte";
}

/** The largest exact count. */
const COUNT_BOUND = 10_000;

/**
 * How many passes meet the conditions, exact up to 10,000 and then "at least". Throws the fault `too_slow` after
 * `limit_ms`.
 */
export async function boundedCount(
  db: Database,
  conditions: Conditions,
  limit_ms: number,
): Promise<PassCount> {
  return toPassCount(await countPassRows(db, conditions, COUNT_BOUND + 1, { limit_ms }));
}

/** A number of rows as a count that claims no more than was counted. Pure. */
export function toPassCount(rows: number): PassCount {
  return rows > COUNT_BOUND ? { value: COUNT_BOUND, relation: "gte" } : { value: rows, relation: "eq" };
}
