/** How many passes match, as far as the first answer knows. */
export type CountOutcome =
  { kind: "counted"; value: number; relation: "eq" | "gte" } | { kind: "none" } | { kind: "failed" };
