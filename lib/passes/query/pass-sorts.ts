import { RANGE_FIELDS, SORT_FIELDS, type SortField } from "@/lib/passes/pass-fields";
import type { PassQuery } from "./pass-query";

const WITH_STATUS_OR_PRODUCT: readonly SortField[] = ["id", "time_created", "time_used", "expiration"];
const IDS = ["pass_uuid", "serial", "order_uuid", "event_uuid", "user_id"] as const;

/**
 * The sorts that an index serves under the filters of `query`: a page costs the same at any depth. The screen offers these
 * and no others; the API answers any other too, or says that it is too broad.
 */
export function servedSorts(query: PassQuery): SortField[] {
  const narrow =
    query.q !== null || query.flags.includes("pinned") || IDS.some((field) => query.any_of[field]);
  if (narrow) return SORT_FIELDS;
  const ranged = RANGE_FIELDS.filter((field) => query.ranges[field]);
  const byId = query.flags.length > 0 || query.any_of.drift || query.any_of.resolved_by;
  const composed = query.any_of.status || query.any_of.product_uuid;
  return SORT_FIELDS.filter(
    (field) =>
      (ranged.length === 0 || ranged.some((range) => range === field)) &&
      (!byId || field === "id") &&
      (!composed || WITH_STATUS_OR_PRODUCT.includes(field)),
  );
}

/**
 * Whether one index delivers filters and sort together, so that a page may be waited for. Filters of several kinds
 * meet in no index: each is bounded, their meeting is not.
 */
export function isServed(query: PassQuery): boolean {
  const kinds =
    query.flags.length +
    RANGE_FIELDS.filter((field) => query.ranges[field]).length +
    [query.any_of.drift, query.any_of.resolved_by, query.any_of.status ?? query.any_of.product_uuid].filter(
      Boolean,
    ).length;
  return kinds <= 1 && servedSorts(query).includes(query.sort.field);
}
