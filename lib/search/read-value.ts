import type { SearchKind } from "@/lib/passes/query/pass-search";

/** The kinds of a single value, and numbers whose label says what they are. */
export type ReadKind = SearchKind | "pass_number" | "rider_number";

export interface ReadValue {
  kind: ReadKind;
  /** In stored form. */
  value: string;
}
