import { compilePages, pageOrder, type PageRequest } from "./compile-page";
import type { Sql } from "./compile-where";
import { PASS_VIEW, type PassSource } from "./pass-source";

/** What a page reads of each row; `p` is the pass. */
export interface RowShape {
  columns: (source: PassSource) => readonly (readonly [name: string, sql: string])[];
  /** Joins after the pass; may be empty. */
  joins: string;
}

/**
 * A select of the rows of one page in page order, always one statement. With both tables each gives a page, and the
 * outer sort merges them.
 */
export function compileRows(request: PageRequest, shape: RowShape): Sql {
  const { order, backward, limit } = request;
  const pages = compilePages(request);
  const [only, ...others] = pages;
  if (only && others.length === 0) {
    const columns = shape.columns(only.source).map(([name, sql]) => `${sql} AS ${name}`);
    return {
      sql: `SELECT STRAIGHT_JOIN ${columns.join(", ")} FROM (${only.page.sql}) b JOIN ${PASS_VIEW[only.source]} p ON p.id = b.id
        ${shape.joins} ORDER BY ${pageOrder("b", order, backward)}`,
      bindings: only.page.bindings,
    };
  }
  const parts = pages.map(({ source, page }) => {
    const columns = shape.columns(source).map(([, sql], at) => `${sql} AS c${at}`);
    return `(SELECT STRAIGHT_JOIN ${columns.join(", ")}, b.k AS k, b.id AS id
      FROM (${page.sql}) b JOIN ${PASS_VIEW[source]} p ON p.id = b.id ${shape.joins})`;
  });
  const named = shape.columns("live").map(([name], at) => `r.c${at} AS ${name}`);
  return {
    sql: `SELECT ${named.join(", ")} FROM (${parts.join(" UNION ALL ")}) r ORDER BY ${pageOrder("r", order, backward)} LIMIT ${limit}`,
    bindings: pages.flatMap(({ page }) => page.bindings),
  };
}
