import { compilePages, pageOrder, type PageRequest } from "./compile-page";
import type { Sql } from "./compile-where";
import { PASS_TABLE, type PassSource } from "./pass-source";

/** What is read of the rows of a page: `p` is the pass. */
export interface RowShape {
  columns: (source: PassSource) => readonly (readonly [name: string, sql: string])[];
  /** Joins behind the pass; empty for none. */
  joins: string;
}

/**
 * A select of the rows of one page in page order, one statement whatever is read. With a single table its rows are joined to
 * the page as they are; with both each gives a page, and the outer sort merges the two.
 */
export function compileRows(request: PageRequest, shape: RowShape): Sql {
  const { order, backward, limit } = request;
  const pages = compilePages(request);
  const [only, ...others] = pages;
  if (only && others.length === 0) {
    const columns = shape.columns(only.source).map(([name, sql]) => `${sql} AS ${name}`);
    return {
      sql: `SELECT STRAIGHT_JOIN ${columns.join(", ")} FROM (${only.page.sql}) b JOIN ${PASS_TABLE[only.source]} p ON p.id = b.id
        ${shape.joins} ORDER BY ${pageOrder("b", order, backward)}`,
      bindings: only.page.bindings,
    };
  }
  const parts = pages.map(({ source, page }) => {
    const columns = shape.columns(source).map(([, sql], at) => `${sql} AS c${at}`);
    return `(SELECT STRAIGHT_JOIN ${columns.join(", ")}, b.k AS k, b.id AS id
      FROM (${page.sql}) b JOIN ${PASS_TABLE[source]} p ON p.id = b.id ${shape.joins})`;
  });
  const named = shape.columns("live").map(([name], at) => `r.c${at} AS ${name}`);
  return {
    sql: `SELECT ${named.join(", ")} FROM (${parts.join(" UNION ALL ")}) r ORDER BY ${pageOrder("r", order, backward)} LIMIT ${limit}`,
    bindings: pages.flatMap(({ page }) => page.bindings),
  };
}
