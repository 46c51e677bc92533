import { type Comparison, type Conditions, isRowComparison, type RowComparison } from "./conditions";
import type { PassColumn } from "./pass-columns";
import { EVERYWHERE, type PassSource } from "./pass-source";

/** A conjunction of conditions over the rows of one table. */
export interface Branch {
  source: PassSource;
  comparisons: readonly RowComparison[];
}

/* Columns with few values: a list of values is read as one ordered range each and merged by the sort. */
const SPLIT_COLUMNS = new Set<PassColumn>(["settled_status", "product_uuid", "drift", "resolved_by"]);
const MOST_BRANCHES = 32;

/**
 * The conditions as disjoint conjunctions, each one index range in sort order. Beyond 32, lists of values stay lists
 * and the server sorts.
 */
export function toBranches(conditions: Conditions): Branch[] {
  const whole = toAlternatives(conditions);
  const split = whole.flatMap(splitLists);
  return split.length <= MOST_BRANCHES ? split : whole;
}

/** The conditions as the fewest disjoint conjunctions, for reading in no order. */
export function toAlternatives(conditions: Conditions): Branch[] {
  return product(conditions.map((clause) => clause.map((alternative) => [...alternative]))).flatMap(
    (comparisons) =>
      sourcesOf(comparisons).map((source) => ({ source, comparisons: comparisons.filter(isRowComparison) })),
  );
}

function sourcesOf(comparisons: readonly Comparison[]): readonly PassSource[] {
  const named = comparisons.flatMap((comparison) => (comparison.op === "kept_in" ? [comparison.values] : []));
  if (named.length === 0) return ["live"];
  return EVERYWHERE.filter((source) => named.every((values) => values.includes(source)));
}

function product<T>(clauses: T[][][]): T[][] {
  return clauses.reduce<T[][]>(
    (branches, alternatives) =>
      branches.flatMap((branch) => alternatives.map((more) => [...branch, ...more])),
    [[]],
  );
}

function splitLists({ source, comparisons }: Branch): Branch[] {
  return product(
    comparisons.map((comparison) =>
      comparison.op === "any_of" && SPLIT_COLUMNS.has(comparison.column)
        ? [...new Set(comparison.values)].map((value) => [{ ...comparison, values: [value] }])
        : [[comparison]],
    ),
  ).map((alternative) => ({ source, comparisons: alternative }));
}
