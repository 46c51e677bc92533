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

/* How the rows of a facet are told apart, and which of its values a row has. */
interface Reading {
  dimensions: readonly Dimension[];
  valuesOf: (values: Likeness["values"]) => string[];
}

/** What one reading of matching rows tells. */
export interface Profile {
  /** Every matching row was read. */
  is_whole: boolean;
  /** Exact where the profile is whole, else at least that many; null where nothing can be said. */
  count: (facet: Facet, value: string) => PassCount | null;
}

/** Counts of all values of all facets from one reading of at most `most` matching rows a range of an index. */
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

/* Values that a row may have several of: each is asked for by itself. */
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

/** The conditions of a query with one value of a facet on top of its own filters; null where the two exclude each other. */
export function conditionsWith(
  query: PassQuery,
  facet: Facet,
  value: string,
  at: ParseOptions,
): Conditions | null {
  if (facet === "expiration") {
    // A span beside the range that is there already: both hold.
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
