import "server-only";
import type { Database } from "@/db/connection";
import type { PageOptions } from "./passes";
import { compileProfile, type Dimension } from "@/db/query/compile-profile";
import type { Conditions } from "@/db/query/conditions";
import { limitStatement } from "@/db/query/limit-statement";

/** A group of rows with the same values in every dimension, in the order of the dimensions, and its size. */
export interface Likeness {
  values: (string | number | null)[];
  rows: number;
}

/**
 * Counts matching passes by every combination of the dimensions in one statement. The counts are complete if their sum
 * is below `most`. Conditions that cannot be met give none. Fault `too_slow` after `limit_ms`.
 */
export async function profilePassRows(
  db: Database,
  conditions: Conditions,
  dimensions: readonly Dimension[],
  { most, limit_ms }: PageOptions & { most: number },
): Promise<Likeness[]> {
  const { sql, bindings } = compileProfile(conditions, dimensions, most);
  const [rows] = (await db.raw(await limitStatement(db, sql, limit_ms), bindings)) as [
    Record<string, string | number | null>[],
  ];
  return rows.map((row) => ({
    values: dimensions.map((_unused, at) => row[`d${at}`] ?? null),
    rows: Number(row["n"]),
  }));
}
