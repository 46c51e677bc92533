import type { Comparison, Conditions, PassColumn } from "./conditions";

export type Branch = readonly Comparison[];

/* Columns with few values: a list of them is read as one ordered range a value, merged by the sort. */
const SPLIT_COLUMNS = new Set<PassColumn>(["settled_status", "product_uuid", "drift", "resolved_by"]);
const MOST_BRANCHES = 32;

/**
 * The conditions as conjunctions that never overlap, each narrow enough for one index range in sort order.
 * Where that would be more than 32, value lists stay lists and the server sorts.
 */
export function toBranches(conditions: Conditions): Branch[] {
  const whole = toAlternatives(conditions);
  const split = whole.flatMap(splitLists);
  return split.length <= MOST_BRANCHES ? split : whole;
}

/** The conditions as conjunctions that never overlap, as few as there can be: for reading in no order. */
export function toAlternatives(conditions: Conditions): Branch[] {
  return product(conditions.map((clause) => clause.map((alternative) => [...alternative])));
}

function product(clauses: Comparison[][][]): Branch[] {
  return clauses.reduce<Comparison[][]>(
    (branches, alternatives) =>
      branches.flatMap((branch) => alternatives.map((more) => [...branch, ...more])),
    [[]],
  );
}

function splitLists(branch: Branch): Branch[] {
  return product(
    branch.map((comparison) =>
      comparison.op === "any_of" && SPLIT_COLUMNS.has(comparison.column)
        ? [...new Set(comparison.values)].map((value) => [{ ...comparison, values: [value] }])
        : [[comparison]],
    ),
  );
}
