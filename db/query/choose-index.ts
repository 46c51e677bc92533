import { NARROW, PASS_INDEXES, type PassIndex } from "./pass-indexes";
import type { Branch } from "./branches";
import type { Order } from "./conditions";
import type { PassColumn } from "./pass-columns";

const COMPARED = new Set(["gte", "gt", "lte", "lt"]);

function indexOf(...columns: PassColumn[]): PassIndex | null {
  const name = Object.entries(PASS_INDEXES).find(([, own]) => own.join() === columns.join())?.[0];
  return (name as PassIndex | undefined) ?? null;
}

/** The one value that a branch asks of a column; null if it asks none or several. */
export function equalTo({ comparisons }: Branch, column: PassColumn): string | number | null {
  const found = comparisons.find((comparison) => comparison.column === column && comparison.op === "any_of");
  return found?.op === "any_of" && found.values.length === 1 ? (found.values[0] ?? null) : null;
}

/**
 * One index with the leading and the sort column; every index ends with the id, so sorting by id needs only the leading
 * one.
 */
function ordered(leading: PassColumn, order: Order): PassIndex | null {
  return order.column === "id" ? indexOf(leading) : indexOf(leading, order.column);
}

function isUnsettled(branch: Branch, status: string | number | null): boolean {
  const canStillEnd = status !== null && status !== "EXPIRED" && status !== "UNKNOWN";
  return canStillEnd && branch.comparisons.some(({ column, op }) => column === "expiration" && op === "lte");
}

const COUNTED_ALONE = new Set<PassColumn>(["settled_status", "product_uuid", "expiration"]);

/** The index that counts a branch, alone if it holds all columns; null leaves the choice to the server. */
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
 * The index a branch must use, or null to leave it to the server. With a keyset behind an equality both servers
 * otherwise walk a whole status (seconds at ten million rows), so we choose: selective filters first, then filter and
 * sort in one index, then the sort alone.
 */
export function chooseIndex(branch: Branch, order: Order): PassIndex | "PRIMARY" | null {
  const { comparisons } = branch;
  if (comparisons.some((comparison) => comparison.column === "id")) return "PRIMARY";
  for (const [column, index] of NARROW) {
    if (comparisons.some((comparison) => comparison.column === column)) return index;
  }
  const status = equalTo(branch, "settled_status");
  // Few passes have expired and are not settled yet, so they are collected and sorted.
  if (isUnsettled(branch, status)) return "ix_pd_status_expiration";
  const product = equalTo(branch, "product_uuid");
  // Most passes have ended, so next to a product that status selects nothing; any other status is rare.
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
