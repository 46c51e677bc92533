import type { AnyOfField, Flag, RangeField, SortField } from "@/lib/passes/pass-fields";
import type { PassQuery, Range } from "@/lib/passes/query/pass-query";
import { servedSorts } from "@/lib/passes/query/pass-sorts";

/*
 * What a person does to the state of the list. Every edit goes back to the first page and to a sort that an index
 * serves.
 */

export type FilterKey = AnyOfField | RangeField | "flag" | "archived" | "q";

/** The filters in force, in the order of the chips. */
export function activeFilters(query: PassQuery): FilterKey[] {
  const active: FilterKey[] = [];
  if (query.q !== null) active.push("q");
  active.push(...(Object.keys(query.any_of) as AnyOfField[]).filter((field) => query.any_of[field]));
  active.push(...(Object.keys(query.ranges) as RangeField[]).filter((field) => query.ranges[field]));
  if (query.flags.length > 0) active.push("flag");
  if (query.archived !== "exclude") active.push("archived");
  return active;
}

/** Filters by any of these values; an empty list removes the filter. */
export function withChoice(query: PassQuery, field: AnyOfField, values: string[]): PassQuery {
  const { [field]: _, ...rest } = query.any_of;
  return settle({ ...query, any_of: values.length > 0 ? { ...rest, [field]: values } : rest });
}

/** Filters by all of these flags. */
export function withFlags(query: PassQuery, flags: Flag[]): PassQuery {
  return settle({ ...query, flags });
}

export function withArchived(query: PassQuery, archived: PassQuery["archived"]): PassQuery {
  return { ...query, archived, cursor: null };
}

/** Filters by a range and sorts by its column, which is what an index serves; null removes the filter and its sort. */
export function withRange(query: PassQuery, field: RangeField, range: Range | null): PassQuery {
  const { [field]: _, ...rest } = query.ranges;
  if (range === null) {
    const sort = query.sort.field === field ? NEWEST : query.sort;
    return settle({ ...query, ranges: rest, sort });
  }
  return settle({
    ...query,
    ranges: { ...rest, [field]: range },
    sort: { field, direction: firstDirection(field) },
  });
}

export function withoutFilter(query: PassQuery, key: FilterKey): PassQuery {
  if (key === "q") return settle({ ...query, q: null });
  if (key === "flag") return withFlags(query, []);
  if (key === "archived") return withArchived(query, "exclude");
  return key in query.any_of
    ? withChoice(query, key as AnyOfField, [])
    : withRange(query, key as RangeField, null);
}

/** Removes every filter and sorts by newest; the page size stays. */
export function withoutFilters(query: PassQuery): PassQuery {
  return {
    ...query,
    any_of: {},
    ranges: {},
    flags: [],
    archived: "exclude",
    q: null,
    sort: NEWEST,
    cursor: null,
  };
}

/** Sorts by this column; again for the same column reverses the direction. */
export function sortedBy(query: PassQuery, field: SortField): PassQuery {
  const { sort } = query;
  const turned = sort.direction === "asc" ? "desc" : "asc";
  return {
    ...query,
    cursor: null,
    sort: { field, direction: sort.field === field ? turned : firstDirection(field) },
  };
}

const NEWEST: PassQuery["sort"] = { field: "id", direction: "desc" };

/** Soonest first for an expiration, newest first for any other time. */
function firstDirection(field: SortField): "asc" | "desc" {
  return field === "expiration" ? "asc" : "desc";
}

function settle(query: PassQuery): PassQuery {
  const served = servedSorts(query);
  const [first] = served;
  const isServed = served.includes(query.sort.field) || first === undefined;
  const sort = isServed ? query.sort : { field: first, direction: firstDirection(first) };
  return { ...query, cursor: null, sort };
}
