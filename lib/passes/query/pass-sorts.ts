import {
  type AnyOfField,
  ANY_OF_FIELDS,
  passField,
  RANGE_FIELDS,
  SORT_FIELDS,
  type SortField,
} from "@/lib/passes/pass-fields";
import type { PassQuery } from "./pass-query";

/**
 * The sorts that an index serves under the filters of `query`, so that a deep page costs no more than the first. The
 * screen offers only these; the API accepts any sort and may answer 422 `too_broad`.
 */
export function servedSorts(query: PassQuery): SortField[] {
  const asked = ANY_OF_FIELDS.filter((field) => query.any_of[field]);
  const narrow =
    query.q !== null ||
    query.flags.includes("pinned") ||
    asked.some((field) => passField(field).finds === "few");
  if (narrow) return SORT_FIELDS;
  const ranged = RANGE_FIELDS.filter((field) => query.ranges[field]);
  return SORT_FIELDS.filter(
    (sort) =>
      (ranged.length === 0 || ranged.some((range) => range === sort)) &&
      (query.flags.length === 0 || sort === "id") &&
      asked.every((field) => isSortedBy(field, sort)),
  );
}

/**
 * Whether one index serves filters and sort together, so that the page may take longer. No index combines filters of
 * several kinds: each has a bounded result, but their intersection has not.
 */
export function isServed(query: PassQuery): boolean {
  const asked = ANY_OF_FIELDS.filter((field) => query.any_of[field] && !passField(field).finds);
  // One index covers both status and product.
  const kinds = new Set<string>(
    asked.map((field) => (passField(field).sortsBy ? "status and product" : field)),
  );
  const ranged = RANGE_FIELDS.filter((field) => query.ranges[field]);
  return (
    query.flags.length + ranged.length + kinds.size <= 1 && servedSorts(query).includes(query.sort.field)
  );
}

function isSortedBy(field: AnyOfField, sort: SortField): boolean {
  const { finds, sortsBy = [] } = passField(field);
  return finds !== undefined || sort === "id" || sortsBy.includes(sort);
}
