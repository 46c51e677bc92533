import type { Tables } from "@/db/tables";
import type { PassSource } from "./pass-source";

/** Columns of `bytemark_pass` that a condition may name. A credential is not among them, at any depth. */
export type PassColumn = Exclude<keyof Tables["bytemark_pass"], "oauth_token">;

/**
 * One comparison of one column. Closed: nothing else reaches SQL, and what each operator means there is written once,
 * in compile-where. Values are parsed before they get here.
 */
export type Comparison =
  | { column: PassColumn; op: "any_of"; values: readonly (string | number)[] }
  | { column: PassColumn; op: "gte" | "gt" | "lte" | "lt" | "gt_or_null"; value: Date | string | number }
  | { column: PassColumn; op: "is_null" | "is_not_null" }
  | { column: "id"; op: "is_pinned"; value: Date }
  | { column: "id"; op: "never" }
  | { column: "id"; op: "kept_in"; values: readonly PassSource[] };

/** A comparison that a row can answer: all but the one that says which tables are read. */
export type RowComparison = Exclude<Comparison, { op: "kept_in" }>;

export function isRowComparison(comparison: Comparison): comparison is RowComparison {
  return comparison.op !== "kept_in";
}

export type Operator = RowComparison["op"];

/** Alternatives that never overlap, each a conjunction. Disjointness is what lets counts and pages be merged. */
export type Clause = readonly (readonly Comparison[])[];

/** A conjunction of clauses; of passes in the list, unless a clause says where they are kept. */
export type Conditions = readonly Clause[];

export interface Order {
  column: PassColumn;
  direction: "asc" | "desc";
}

/** The row a page starts behind: its sort value (null sorts last in both directions) and its id. */
export interface Keyset {
  value: string | number | null;
  id: number;
}
