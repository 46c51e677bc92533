import type { PassColumn } from "./pass-columns";
import type { PassSource } from "./pass-source";

/**
 * One comparison of one column. The type is closed: nothing else reaches SQL, and `compile-where` alone gives it
 * meaning. Values are already parsed.
 */
export type Comparison =
  | { column: PassColumn; op: "any_of"; values: readonly (string | number)[] }
  | { column: PassColumn; op: "gte" | "gt" | "lte" | "lt" | "gt_or_null"; value: Date | string | number }
  | { column: PassColumn; op: "is_null" | "is_not_null" }
  | { column: "id"; op: "is_pinned"; value: Date }
  | { column: "id"; op: "never" }
  | { column: "id"; op: "kept_in"; values: readonly PassSource[] };

/** Every comparison but the one that chooses the tables. */
export type RowComparison = Exclude<Comparison, { op: "kept_in" }>;

export function isRowComparison(comparison: Comparison): comparison is RowComparison {
  return comparison.op !== "kept_in";
}

export type Operator = RowComparison["op"];

/** Disjoint alternatives, each a conjunction. Being disjoint lets counts and pages be merged. */
export type Clause = readonly (readonly Comparison[])[];

/** A conjunction of clauses over passes in the list, unless a clause chooses the archive. */
export type Conditions = readonly Clause[];

export interface Order {
  column: PassColumn;
  direction: "asc" | "desc";
}

/** The row before a page: its sort value (null sorts last in both directions) and its id. */
export interface Keyset {
  value: string | number | null;
  id: number;
}
