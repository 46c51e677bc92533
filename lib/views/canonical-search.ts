import { ANY_OF_FIELDS, FLAGS, passField } from "@/lib/passes/pass-fields";
import { type PassQuery, passQueryIdentity } from "@/lib/passes/query/pass-query";

/**
 * A query as a view keeps it: two queries that ask for the same passes in the same order by the same filters are one text,
 * in whatever order their values were chosen. Pages and counts are no part of it. Pure.
 */
export function canonicalSearch(query: PassQuery): string {
  const any_of: PassQuery["any_of"] = {};
  for (const field of ANY_OF_FIELDS) {
    const values = query.any_of[field];
    if (values) any_of[field] = inOrder(Object.keys(passField(field).words ?? {}), values);
  }
  return passQueryIdentity({ ...query, any_of, flags: inOrder(FLAGS, query.flags) });
}

/* Known values as they are declared, others by their code, each once. */
function inOrder<V extends string>(declared: readonly string[], values: readonly V[]): V[] {
  const rank = (value: string) => declared.indexOf(value);
  return [...new Set(values)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : Number(a > b)));
}
