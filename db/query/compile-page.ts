import { type Branch, toBranches } from "./branches";
import { chooseIndex, countIndex } from "./choose-index";
import { collected, mustCollect } from "./collect-rows";
import { compileWhere, type Sql } from "./compile-where";
import type { Conditions, Keyset, Order } from "./conditions";
import { stretches } from "./keyset";
import { EVERYWHERE, hinted, PASS_VIEW, type PassSource } from "./pass-source";

export interface PageRequest {
  conditions: Conditions;
  order: Order;
  /** The row before the page; null for the first page. */
  after: Keyset | null;
  /** Towards newer pages; rows come in reverse. */
  backward: boolean;
  limit: number;
}

interface SourcePage {
  source: PassSource;
  page: Sql;
}

/**
 * For each table, a select of `id` and the sort value `k` of one page, in page order. Each branch reads at most `limit`
 * rows of its index and the outer sort merges them, so cost does not depend on depth.
 */
export function compilePages(request: PageRequest): SourcePage[] {
  const branches = toBranches(request.conditions);
  const read = EVERYWHERE.flatMap((source): SourcePage[] => {
    const own = branches.filter((branch) => branch.source === source);
    return own.length === 0 ? [] : [{ source, page: pageOf(own, request) }];
  });
  return read.length === 0 ? [{ source: "live", page: NOTHING }] : read;
}

const NOTHING: Sql = { sql: "SELECT p.id, p.id AS k FROM pd_pass p WHERE 1 = 0", bindings: [] };

function pageOf(branches: readonly Branch[], request: PageRequest): Sql {
  const { order, after, backward, limit } = request;
  const direction = (order.direction === "asc") !== backward ? "ASC" : "DESC";
  const parts = branches.flatMap((branch) => {
    const index = chooseIndex(branch, order);
    return stretches(branch, order, after, backward).map((stretch): Sql => {
      const select = `SELECT p.id, p.${order.column} AS k FROM ${hinted(PASS_VIEW[branch.source], index)} p WHERE ${stretch.where.sql}`;
      const first = order.column === "id" || stretch.is_null ? "" : `p.${order.column} ${direction}, `;
      const part = mustCollect(branch, order, index)
        ? collected(select)
        : `(${select} ORDER BY ${first}p.id ${direction} LIMIT ${limit})`;
      return { sql: part, bindings: stretch.where.bindings };
    });
  });
  if (parts.length === 0) return NOTHING;
  return {
    sql: `SELECT id, k FROM (${parts.map((part) => part.sql).join(" UNION ALL ")}) page ORDER BY ${pageOrder("page", order, backward)} LIMIT ${limit}`,
    bindings: parts.flatMap((part) => part.bindings),
  };
}

/** By `k` and `id`: nulls last forward, first backward. */
export function pageOrder(alias: string, order: Order, backward: boolean): string {
  const direction = (order.direction === "asc") !== backward ? "ASC" : "DESC";
  if (order.column === "id") return `${alias}.id ${direction}`;
  return `(${alias}.k IS NULL) ${backward ? "DESC" : "ASC"}, ${alias}.k ${direction}, ${alias}.id ${direction}`;
}

/** Counts matching rows and stops at `limit` in each branch: exact below `limit`, at least `limit` otherwise. */
export function compileCount(conditions: Conditions, limit: number | null): Sql {
  const bound = limit === null ? "" : ` LIMIT ${limit}`;
  const parts = toBranches(conditions).map((branch): Sql => {
    const where = compileWhere(branch.comparisons);
    return {
      sql: `(SELECT COUNT(*) FROM (SELECT 1 FROM ${hinted(PASS_VIEW[branch.source], countIndex(branch))} p WHERE ${where.sql}${bound}) counted)`,
      bindings: where.bindings,
    };
  });
  return {
    sql: `SELECT ${parts.map((part) => part.sql).join(" + ") || "0"} AS n`,
    bindings: parts.flatMap((part) => part.bindings),
  };
}
