import type { Operator, RowComparison } from "./conditions";

/** SQL text with its values. Column names come from closed types, values are always bindings. */
export interface Sql {
  sql: string;
  bindings: (string | number | Date)[];
}

type Of<O extends Operator> = Extract<RowComparison, { op: O }>;

/* The SQL of each operator. A new operator without an entry does not compile. */
const OPERATORS: { [O in Operator]: (comparison: Of<O>) => Sql } = {
  any_of: ({ column, values }) =>
    values.length === 1
      ? { sql: `p.${column} = ?`, bindings: [...values] }
      : { sql: `p.${column} IN (${values.map(() => "?").join(", ")})`, bindings: [...values] },
  gte: ({ column, value }) => ({ sql: `p.${column} >= ?`, bindings: [value] }),
  gt: ({ column, value }) => ({ sql: `p.${column} > ?`, bindings: [value] }),
  lte: ({ column, value }) => ({ sql: `p.${column} <= ?`, bindings: [value] }),
  lt: ({ column, value }) => ({ sql: `p.${column} < ?`, bindings: [value] }),
  gt_or_null: ({ column, value }) => ({ sql: `(p.${column} > ? OR p.${column} IS NULL)`, bindings: [value] }),
  is_null: ({ column }) => ({ sql: `p.${column} IS NULL`, bindings: [] }),
  is_not_null: ({ column }) => ({ sql: `p.${column} IS NOT NULL`, bindings: [] }),
  is_pinned: ({ value }) => ({
    sql: "p.id IN (SELECT pin.pass_id FROM pd_pass_pin pin WHERE pin.until_time IS NULL OR pin.until_time > ?)",
    bindings: [value],
  }),
  never: () => ({ sql: "1 = 0", bindings: [] }),
};

function compileComparison<O extends Operator>(comparison: Of<O>): Sql {
  return OPERATORS[comparison.op](comparison);
}

/** A conjunction; empty means true. */
export function compileWhere(comparisons: readonly RowComparison[]): Sql {
  if (comparisons.length === 0) return { sql: "1 = 1", bindings: [] };
  const parts = comparisons.map((comparison) => compileComparison(comparison));
  return {
    sql: parts.map((part) => part.sql).join(" AND "),
    bindings: parts.flatMap((part) => part.bindings),
  };
}
