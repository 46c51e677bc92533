import type { SearchResult } from "@/lib/search/search-result";

export type SearchState =
  | { kind: "idle" }
  | { kind: "searching" }
  | { kind: "found"; text: string; result: SearchResult; at: string }
  | { kind: "failed"; reason: string };

export const IDLE: SearchState = { kind: "idle" };
