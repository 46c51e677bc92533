import { type Branch, toAlternatives } from "./branches";
import { countIndex } from "./choose-index";
import { compileWhere, type Sql } from "./compile-where";
import type { Conditions, RowComparison } from "./conditions";
import type { PassColumn } from "./pass-columns";
import type { PassIndex } from "./pass-indexes";
import { hinted, PASS_VIEW } from "./pass-source";

/** What groups rows: the value of a column, or whether all comparisons are true. */
export type Dimension = PassColumn | readonly RowComparison[];

/**
 * Counts matching rows by all dimensions at once: rows `d0, d1, …, n`. Reads at most `most` rows of each alternative,
 * so every matching row was read if the sum of `n` is below `most`.
 */
export function compileProfile(conditions: Conditions, dimensions: readonly Dimension[], most: number): Sql {
  const told = dimensions.map(compileDimension);
  const names = dimensions.map((_unused, at) => `d${at}`);
  const selected = told.map((each, at) => `${each.sql} AS d${at}`).join(", ");
  const parts = toAlternatives(conditions).map((branch): Sql => {
    const where = compileWhere(branch.comparisons);
    return {
      sql: `SELECT ${selected} FROM ${hinted(PASS_VIEW[branch.source], indexFor(branch))} p WHERE ${where.sql} LIMIT ${most}`,
      bindings: [...told.flatMap((each) => each.bindings), ...where.bindings],
    };
  });
  const rows = parts.map((part) => `(${part.sql})`).join(" UNION ALL ");
  return {
    sql: `SELECT ${names.join(", ")}, COUNT(*) AS n FROM (${rows}) matching GROUP BY ${names.join(", ")}`,
    bindings: parts.flatMap((part) => part.bindings),
  };
}

/* A list of values is several ranges, so the server has to choose the index. */
function indexFor(branch: Branch): PassIndex | null {
  const index = countIndex(branch);
  return index === "PRIMARY" ? null : index;
}

function compileDimension(dimension: Dimension): Sql {
  if (typeof dimension === "string") return { sql: `p.${dimension}`, bindings: [] };
  const { sql, bindings } = compileWhere(dimension);
  return { sql: `COALESCE(${sql}, 0)`, bindings };
}
