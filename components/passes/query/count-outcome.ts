/** How many passes match, as far as the first count shows. */
export type CountOutcome =
  { kind: "counted"; value: number; relation: "eq" | "gte" } | { kind: "none" } | { kind: "failed" };
