import type { Clause, Comparison, Conditions } from "@/db/query/conditions";
import { EVERYWHERE, type PassSource } from "@/db/query/pass-source";
import { resolveTime } from "@/lib/time/time-expression";
import {
  ANY_OF_FIELDS,
  type AnyOfField,
  DRIFT_CLASSES,
  type Flag,
  RANGE_FIELDS,
} from "@/lib/passes/pass-fields";
import { RANGE_OPERATORS } from "./pass-parameters";
import type { ParseOptions, PassQuery } from "./pass-query";
import { type PassStatus, statusClause } from "@/lib/passes/pass-status";

const FLAG_CLAUSE: Record<Flag, (now: Date) => Clause> = {
  drift: () => [[{ column: "drift", op: "any_of", values: DRIFT_CLASSES }]],
  unlinked: () => [[{ column: "user_id", op: "is_null" }]],
  duplicate: () => [[{ column: "duplicate_of", op: "is_not_null" }]],
  device_locked: () => [[{ column: "device_locked", op: "any_of", values: [1] }]],
  pinned: (now) => [[{ column: "id", op: "is_pinned", value: now }]],
};

/**
 * The filters of a query as conditions, with relative times resolved at `now` in the agency's zone. The typed search is
 * not included: it needs lookups.
 */
export function passConditions(query: PassQuery, { now, zone }: ParseOptions): Conditions {
  const clauses: Clause[] = ANY_OF_FIELDS.flatMap((field) => {
    const values = query.any_of[field];
    return values ? [anyOf(field, values, now)] : [];
  });
  clauses.push(...query.flags.map((flag) => FLAG_CLAUSE[flag](now)));
  clauses.push(...rangeClauses(query, { now, zone }));
  if (query.archived !== "exclude") clauses.push(keptIn(passSources(query)));
  return clauses;
}

/** The tables a query reads: the list, the archive or both. */
export function passSources({ archived }: Pick<PassQuery, "archived">): readonly PassSource[] {
  return { exclude: ["live"] as const, only: ["archive"] as const, include: EVERYWHERE }[archived];
}

/** Selects the tables to read. Without this clause a query reads the list alone. */
export function keptIn(values: readonly PassSource[]): Clause {
  return [[{ column: "id", op: "kept_in", values }]];
}

function anyOf(field: AnyOfField, values: readonly string[], now: Date): Clause {
  if (field === "status") return statusClause(values as PassStatus[], now);
  return [[{ column: field, op: "any_of", values: field === "user_id" ? values.map(Number) : values }]];
}

function rangeClauses(query: PassQuery, { now, zone }: ParseOptions): Clause[] {
  return RANGE_FIELDS.flatMap((column): Clause[] => {
    const range = query.ranges[column];
    if (!range) return [];
    const comparisons: Comparison[] = [];
    for (const op of RANGE_OPERATORS) {
      const text = range[op];
      const value = text === undefined ? null : resolveTime(text, now, zone);
      // Times were checked when parsed; an invalid one that gets here matches nothing rather than everything.
      if (text !== undefined) comparisons.push(value ? { column, op, value } : { column: "id", op: "never" });
    }
    if (range.empty !== undefined) comparisons.push({ column, op: range.empty ? "is_null" : "is_not_null" });
    return [[comparisons]];
  });
}
