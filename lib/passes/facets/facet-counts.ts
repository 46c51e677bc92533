import "server-only";
import type { Database } from "@/db/connection";
import { profilePassRows, type Likeness } from "@/db/passes/pass-facets";
import type { Dimension } from "@/db/query/compile-profile";
import { type Conditions, isRowComparison } from "@/db/query/conditions";
import { type PassCount, toPassCount } from "@/lib/passes/list/bounded-count";
import { EXPIRATION_SPANS, spanText } from "./expiration-spans";
import type { Facet } from "./facet";
import { passConditions } from "@/lib/passes/query/pass-conditions";
import { FLAGS } from "@/lib/passes/pass-fields";
import { type ParseOptions, parsePassQuery, type PassQuery } from "@/lib/passes/query/pass-query";
import { PASS_STATUSES, statusAt } from "@/lib/passes/pass-status";

/* The dimensions that tell a facet's rows apart, and which of its values a row has. */
interface Reading {
  dimensions: readonly Dimension[];
  valuesOf: (values: Likeness["values"]) => string[];
}

/** Counts from one read of the matching rows. */
export interface Profile {
  is_whole: boolean;
  /** Exact if the profile is whole, otherwise "at least"; null if no row with the value was read. */
  count: (facet: Facet, value: string) => PassCount | null;
}

/** Counts all values of all facets in one read of at most `most` matching rows per index range. */
export async function profileFacets(
  db: Database,
  conditions: Conditions,
  facets: readonly Facet[],
  at: ParseOptions,
  limits: { most: number; limit_ms: number },
): Promise<Profile> {
  const readings = facets.map((facet) => ({ facet, ...readingOf(facet, at) }));
  const dimensions = readings.flatMap((reading) => reading.dimensions);
  const counts = new Map<string, number>();
  let read = 0;
  for (const { values, rows } of await profilePassRows(db, conditions, dimensions, limits)) {
    read += rows;
    let start = 0;
    for (const { facet, dimensions: own, valuesOf } of readings) {
      for (const value of valuesOf(values.slice(start, start + own.length))) {
        const key = `${facet} ${value}`;
        counts.set(key, (counts.get(key) ?? 0) + rows);
      }
      start += own.length;
    }
  }
  const is_whole = read < limits.most;
  return {
    is_whole,
    count: (facet, value) => {
      const rows = counts.get(`${facet} ${value}`) ?? 0;
      if (is_whole) return toPassCount(rows);
      return rows === 0 ? null : { ...toPassCount(rows), relation: "gte" };
    },
  };
}

function readingOf(facet: Facet, at: ParseOptions): Reading {
  switch (facet) {
    case "status":
      return {
        dimensions: ["settled_status", [{ column: "expiration", op: "lte", value: at.now }]],
        valuesOf: ([settled, hasExpired]) => {
          const status = PASS_STATUSES.find((known) => known === settled) ?? "UNKNOWN";
          return [statusAt(status, Number(hasExpired) === 1)];
        },
      };
    case "flag":
      return oneByOne("flag", FLAGS, at);
    case "expiration":
      return oneByOne(
        "expiration",
        EXPIRATION_SPANS.map(({ range }) => spanText(range)),
        at,
      );
    default:
      return {
        dimensions: [facet],
        valuesOf: ([value]) => (value === null || value === undefined ? [] : [String(value)]),
      };
  }
}

/* For facets whose rows may have several values: each value is a dimension. */
function oneByOne(facet: Facet, values: readonly string[], at: ParseOptions): Reading {
  const nothing = parsePassQuery(new URLSearchParams(), at);
  return {
    dimensions: values.map((value) =>
      passConditions(narrowed(nothing, facet, value), at).flatMap((clause) =>
        clause.flat().filter(isRowComparison),
      ),
    ),
    valuesOf: (held) => values.filter((_value, index) => Number(held[index]) === 1),
  };
}

/** The conditions of a query with one facet value added; null if they exclude each other. */
export function conditionsWith(
  query: PassQuery,
  facet: Facet,
  value: string,
  at: ParseOptions,
): Conditions | null {
  if (facet === "expiration") {
    // A span is added to the query's own range, so both apply.
    const nothing = parsePassQuery(new URLSearchParams(), at);
    return [...passConditions(query, at), ...passConditions(narrowed(nothing, facet, value), at)];
  }
  if (facet !== "flag" && query.any_of[facet]?.includes(value) === false) return null;
  return passConditions(narrowed(query, facet, value), at);
}

function narrowed(query: PassQuery, facet: Facet, value: string): PassQuery {
  if (facet === "expiration") {
    const span = EXPIRATION_SPANS.find(({ range }) => spanText(range) === value);
    return span ? { ...query, ranges: { ...query.ranges, expiration: span.range } } : query;
  }
  if (facet === "flag") {
    const flag = FLAGS.find((known) => known === value);
    return flag ? { ...query, flags: [...new Set([...query.flags, flag])] } : query;
  }
  return { ...query, any_of: { ...query.any_of, [facet]: [value] } };
}
