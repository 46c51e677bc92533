import { ANY_OF_FIELDS, FLAGS, passField } from "@/lib/passes/pass-fields";
import { type PassQuery, passQueryIdentity } from "@/lib/passes/query/pass-query";

/**
 * A query as a view stores it: two queries with the same filters and order give the same text, in whatever order their
 * values were chosen. Page and count are not part of it. Pure.
 */
export function canonicalSearch(query: PassQuery): string {
  const any_of: PassQuery["any_of"] = {};
  for (const field of ANY_OF_FIELDS) {
    const values = query.any_of[field];
    if (values) any_of[field] = inOrder(Object.keys(passField(field).words ?? {}), values);
  }
  return passQueryIdentity({ ...query, any_of, flags: inOrder(FLAGS, query.flags) });
}

/* Each value once: unknown ones first, sorted, then known ones in declared order. */
function inOrder<V extends string>(declared: readonly string[], values: readonly V[]): V[] {
  const rank = (value: string) => declared.indexOf(value);
  return [...new Set(values)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : Number(a > b)));
}
