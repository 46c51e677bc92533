import type { Branch } from "./branches";
import type { Keyset, Order, RowComparison } from "./conditions";
import { compileWhere, type Sql } from "./compile-where";

/** One ordered part of a branch. A nullable sort column makes two: rows with a value, then rows without. */
export interface Stretch {
  branch: Branch;
  /** Whether the sort column is null on every row of it. */
  is_null: boolean;
  where: Sql;
}

const NEVER_NULL = new Set(["id"]);

/**
 * The stretches of `branch` after `after` (all without it), forward or backward. Each is one range of an index that
 * ends with the id: `a >= x AND (a > x OR id > y)`, never a row constructor, which neither server reads as a range.
 */
export function stretches(branch: Branch, order: Order, after: Keyset | null, backward: boolean): Stretch[] {
  const found: Stretch[] = [];
  for (const is_null of NEVER_NULL.has(order.column) ? [false] : [false, true]) {
    const behind = behindKeyset(order, after, is_null, backward);
    if (behind === null || contradicts(branch, order, is_null)) continue;
    const presence: RowComparison[] = NEVER_NULL.has(order.column)
      ? []
      : [{ column: order.column, op: is_null ? "is_null" : "is_not_null" }];
    const where = compileWhere([...branch.comparisons, ...presence]);
    found.push({
      branch,
      is_null,
      where: { sql: where.sql + behind.sql, bindings: [...where.bindings, ...behind.bindings] },
    });
  }
  return found;
}

function behindKeyset(order: Order, after: Keyset | null, is_null: boolean, backward: boolean): Sql | null {
  if (after === null) return { sql: "", bindings: [] };
  const up = (order.direction === "asc") !== backward;
  const sign = up ? ">" : "<";
  if (order.column === "id") return { sql: ` AND p.id ${sign} ?`, bindings: [after.id] };
  const keyIsNull = after.value === null;
  if (is_null && keyIsNull) return { sql: ` AND p.id ${sign} ?`, bindings: [after.id] };
  // Rows without a value come last: after a row with a value going forward, never going backward.
  if (is_null) return backward ? null : { sql: "", bindings: [] };
  if (after.value === null) return backward ? { sql: "", bindings: [] } : null;
  return {
    sql: ` AND p.${order.column} ${sign}= ? AND (p.${order.column} ${sign} ? OR p.id ${sign} ?)`,
    bindings: [after.value, after.value, after.id],
  };
}

/* A range on the sort column excludes nulls and "is empty" excludes the rest; skipping them saves a pointless read. */
function contradicts(branch: Branch, order: Order, is_null: boolean): boolean {
  return branch.comparisons.some(
    (comparison) =>
      comparison.column === order.column &&
      (is_null
        ? ["gte", "gt", "lte", "lt", "is_not_null", "any_of"].includes(comparison.op)
        : comparison.op === "is_null"),
  );
}
