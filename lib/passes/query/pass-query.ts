import { invalidParameter } from "@/lib/errors";
import type { Sort } from "@/lib/fields/parameter";
import {
  ANY_OF_FIELDS,
  type AnyOfField,
  type Flag,
  RANGE_FIELDS,
  type RangeField,
  type SortField,
} from "@/lib/passes/pass-fields";
import type { ReadingClock } from "@/lib/time/reading-clock";
import { PASS_QUERY, type PassValues, RANGE_OPERATORS, type RangeOperator } from "./pass-parameters";
import { PERSONAL_KINDS, recognise } from "./pass-search";

export type Range = { [O in RangeOperator]?: string } & { empty?: boolean };

/**
 * The state of a list of passes, serializable: what its address says, with the filters grouped by type. Times stay as
 * written (`now-7d`), so that the query gives the same address tomorrow.
 */
export interface PassQuery {
  any_of: { [F in AnyOfField]?: string[] };
  ranges: { [F in RangeField]?: Range };
  flags: Flag[];
  archived: "exclude" | "only" | "include";
  q: string | null;
  sort: Sort<SortField>;
  limit: number;
  cursor: string | null;
  count: "bounded" | "exact" | "none";
}

export interface ParseOptions extends ReadingClock {
  /** True for a query from a request body, where `q` may be a name or an e-mail address. */
  personal?: boolean;
}

/**
 * Parses the parameters of a list. Throws 400 naming the invalid parameter, and for a name or an e-mail address in `q`.
 */
export function parsePassQuery(search: URLSearchParams, options: ParseOptions): PassQuery {
  return passQueryOf(PASS_QUERY.parse(search, options), options);
}

/**
 * Builds a query from parsed parameters. Throws 400 for a name or an e-mail address in `q` unless `personal` is set.
 */
export function passQueryOf(
  values: PassValues,
  { personal = false }: Pick<ParseOptions, "personal"> = {},
): PassQuery {
  const { q, flag, archived, sort, limit, cursor, count } = values;
  if (q !== null && !personal && PERSONAL_KINDS.has(recognise(q).kind)) {
    const message = "Names, e-mail addresses and phone numbers are searched by POST, not in an address.";
    throw invalidParameter("q", message, "personal");
  }
  return {
    any_of: Object.fromEntries(
      ANY_OF_FIELDS.flatMap((field) => (values[field].length > 0 ? [[field, values[field]]] : [])),
    ),
    ranges: Object.fromEntries(
      RANGE_FIELDS.map((field) => [field, rangeOf(values, field)] as const).filter(
        ([, range]) => Object.keys(range).length > 0,
      ),
    ),
    flags: flag,
    ...{ archived, q, sort, limit, cursor, count },
  };
}

function rangeOf(values: PassValues, field: RangeField): Range {
  const range: Range = {};
  for (const operator of RANGE_OPERATORS) {
    const time = values[`${field}[${operator}]`];
    if (time !== null) range[operator] = time;
  }
  const empty = values[`${field}[empty]`];
  return empty === null ? range : { ...range, empty };
}

/** A query as URL parameters, without defaults, in one fixed order: equal queries give the same text. */
export function passQueryToSearch(query: PassQuery): URLSearchParams {
  return PASS_QUERY.toSearch(valuesOf(query));
}

/** A query without the parameters that only choose a page: equal texts mean the same rows in the same order. */
export function passQueryIdentity(query: PassQuery): string {
  return PASS_QUERY.identity(valuesOf(query));
}

function valuesOf({ any_of, ranges, flags, ...others }: PassQuery): PassValues {
  const fields = [
    ...ANY_OF_FIELDS.map((field) => [field, any_of[field] ?? []]),
    ...RANGE_FIELDS.flatMap((field) =>
      ([...RANGE_OPERATORS, "empty"] as const).map((operator) => [
        `${field}[${operator}]`,
        ranges[field]?.[operator] ?? null,
      ]),
    ),
  ];
  return { ...(Object.fromEntries(fields) as PassValues), flag: flags, ...others };
}
