import { PASS_INDEXES, type PassIndex } from "./pass-indexes";
import type { Branch } from "./branches";
import type { Order, PassColumn } from "./conditions";

/* Filters so narrow that the rows are gathered and sorted, most telling first. */
const NARROW: [column: PassColumn, index: PassIndex][] = [
  ["pass_uuid", "ix_pd_pass_uuid"],
  ["serial", "ix_pd_serial"],
  ["event_uuid", "ix_pd_event_uuid"],
  ["order_uuid", "ix_pd_order_uuid"],
  ["user_id", "ix_pd_user"],
  ["duplicate_of", "ix_pd_duplicate"],
  ["drift", "ix_pd_drift"],
  ["device_locked", "ix_pd_locked"],
];

const COMPARED = new Set(["gte", "gt", "lte", "lt"]);

function indexOf(...columns: PassColumn[]): PassIndex | null {
  const name = Object.entries(PASS_INDEXES).find(([, own]) => own.join() === columns.join())?.[0];
  return (name as PassIndex | undefined) ?? null;
}

function equalTo({ comparisons }: Branch, column: PassColumn): string | number | null {
  const found = comparisons.find((comparison) => comparison.column === column && comparison.op === "any_of");
  return found?.op === "any_of" && found.values.length === 1 ? (found.values[0] ?? null) : null;
}

/** Leading column and sort column in one index; the id ends every index, so sorting by it needs the leading one alone. */
function ordered(leading: PassColumn, order: Order): PassIndex | null {
  return order.column === "id" ? indexOf(leading) : indexOf(leading, order.column);
}

function isUnsettled(branch: Branch, status: string | number | null): boolean {
  const canStillEnd = status !== null && status !== "EXPIRED" && status !== "UNKNOWN";
  return canStillEnd && branch.comparisons.some(({ column, op }) => column === "expiration" && op === "lte");
}

const COUNTED_ALONE = new Set<PassColumn>(["settled_status", "product_uuid", "expiration"]);

/** The index that a count of a branch is read from, by itself where it holds all that is asked; null leaves it to the server. */
export function countIndex(branch: Branch): PassIndex | "PRIMARY" | null {
  const { comparisons } = branch;
  if (comparisons.length === 0) return null;
  const isOneOfEach = equalTo(branch, "settled_status") !== null && equalTo(branch, "product_uuid") !== null;
  if (isOneOfEach && comparisons.every(({ column }) => COUNTED_ALONE.has(column)))
    return "ix_pd_status_product";
  const range = comparisons.find(({ op }) => COMPARED.has(op) || BESIDE.has(op));
  return chooseIndex(branch, { column: range?.column ?? "id", direction: "asc" });
}

const BESIDE = new Set(["gt_or_null", "is_null", "is_not_null"]);

/**
 * The index a branch must be read by, or null to leave it to the server. Both servers otherwise walk a whole status
 * when a keyset stands behind an equality (seconds at ten million rows), so the choice is made here, by what an index
 * delivers: narrow filters first, then filter and sort from one index, then the sort alone.
 */
export function chooseIndex(branch: Branch, order: Order): PassIndex | "PRIMARY" | null {
  const { comparisons } = branch;
  if (comparisons.some((comparison) => comparison.column === "id")) return "PRIMARY";
  for (const [column, index] of NARROW) {
    if (comparisons.some((comparison) => comparison.column === column)) return index;
  }
  const status = equalTo(branch, "settled_status");
  // What has ended and is not settled yet is little at any time, so it is gathered, however it is sorted.
  if (isUnsettled(branch, status)) return "ix_pd_status_expiration";
  const product = equalTo(branch, "product_uuid");
  // A pass that ended is the rule, so beside a product its status tells nothing; any other status is rare.
  const leading: PassColumn[] = product !== null ? ["product_uuid"] : [];
  if (status !== null) leading[status === "EXPIRED" ? "push" : "unshift"]("settled_status");
  if (equalTo(branch, "resolved_by") !== null) leading.push("resolved_by");
  const range = comparisons.find((comparison) => COMPARED.has(comparison.op))?.column ?? null;
  for (const column of leading) {
    const index = ordered(column, order);
    if (index) return index;
  }
  if (status === "UNKNOWN") return "ix_pd_status";
  if (range !== null && range !== order.column) return null;
  return order.column === "id" ? "PRIMARY" : indexOf(order.column);
}
