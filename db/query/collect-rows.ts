import type { Branch } from "./branches";
import { equalTo } from "./choose-index";
import type { Order } from "./conditions";
import type { PassColumn } from "./pass-columns";
import { PASS_INDEXES, type PassIndex } from "./pass-indexes";

/* Columns that the server computes: their values stand in indexes, not in rows. */
const COMPUTED = new Set<PassColumn>(["settled_status", "time_used"]);

/**
 * Whether the rows of a branch must be collected first and sorted then, in two steps. MariaDB (seen on 10.11 and 11.8)
 * loses rows in one step, when it sorts what it finds in an index of a computed column while a transaction that it must not
 * see has changed rows beside them: those rows' values are compared before they are computed. Pure.
 */
export function mustCollect(branch: Branch, order: Order, index: PassIndex | "PRIMARY" | null): boolean {
  if (index === "PRIMARY" || !branch.comparisons.some(({ column }) => COMPUTED.has(column))) return false;
  // The server may take any index.
  if (index === null) return true;
  const columns: readonly PassColumn[] = PASS_INDEXES[index];
  if (!columns.some((column) => COMPUTED.has(column))) return false;
  const rest = columns.slice(columns.findIndex((column) => equalTo(branch, column) === null));
  const isOrdered = columns.every((column) => equalTo(branch, column) !== null)
    ? order.column === "id"
    : rest[0] === order.column;
  return !isOrdered;
}

/** A select whose rows are collected: the limit, above every number of rows, keeps the server from making one step of the two. */
export const collected = (select: string): string => `(${select} LIMIT 18446744073709551615)`;
