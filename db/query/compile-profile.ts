import { toBranches } from "./branches";
import { countHint } from "./compile-page";
import { compileWhere, type Sql } from "./compile-where";
import type { Comparison, Conditions, PassColumn } from "./conditions";

/** What rows are told apart by: the value of a column, or whether all comparisons hold. */
export type Dimension = PassColumn | readonly Comparison[];

/**
 * Counts the matching rows by all dimensions at once: rows `d0, d1, …, n`. It reads every matching row, so the caller must
 * know that there are few.
 */
export function compileProfile(conditions: Conditions, dimensions: readonly Dimension[]): Sql {
  const told = dimensions.map(compileDimension);
  const names = dimensions.map((_unused, at) => `d${at}`);
  const selected = told.map((each, at) => `${each.sql} AS d${at}`).join(", ");
  const parts = toBranches(conditions).map((branch): Sql => {
    const where = compileWhere(branch);
    return {
      sql: `SELECT ${selected} FROM bytemark_pass p${countHint(branch)} WHERE ${where.sql}`,
      bindings: [...told.flatMap((each) => each.bindings), ...where.bindings],
    };
  });
  const rows = parts.map((part) => `(${part.sql})`).join(" UNION ALL ");
  return {
    sql: `SELECT ${names.join(", ")}, COUNT(*) AS n FROM (${rows}) matching GROUP BY ${names.join(", ")}`,
    bindings: parts.flatMap((part) => part.bindings),
  };
}

function compileDimension(dimension: Dimension): Sql {
  if (typeof dimension === "string") return { sql: `p.${dimension}`, bindings: [] };
  const { sql, bindings } = compileWhere(dimension);
  return { sql: `COALESCE(${sql}, 0)`, bindings };
}
