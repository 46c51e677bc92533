import type { SortField } from "@/lib/passes/pass-fields";
import type { PassQuery } from "@/lib/passes/query/pass-query";

const WORDS: Record<SortField, { asc: string; desc: string }> = {
  id: { asc: "oldest row", desc: "newest row" },
  time_created: { asc: "earliest creation", desc: "latest creation" },
  time_used: { asc: "earliest first use", desc: "latest first use" },
  expiration: { asc: "soonest expiration", desc: "latest expiration" },
  synced_on: { asc: "oldest check", desc: "latest check" },
  modified_on: { asc: "oldest update", desc: "latest update" },
};

/** The order of the list in words, by what comes first: "soonest expiration". */
export function sortWords({ field, direction }: PassQuery["sort"]): string {
  return WORDS[field][direction];
}
