import type { SearchKind } from "@/lib/passes/query/pass-search";

/** What a value is taken for: the kinds of a single one, and a number whose label says which. */
export type ReadKind = SearchKind | "pass_number" | "rider_number";

export interface ReadValue {
  kind: ReadKind;
  /** In the form it is stored in. */
  value: string;
}
