import type { SortField } from "@/lib/passes/pass-fields";
import type { PassQuery } from "@/lib/passes/pass-query";

const WORDS: Record<SortField, { asc: string; desc: string }> = {
  id: { asc: "oldest row first", desc: "newest row first" },
  time_created: { asc: "first created first", desc: "last created first" },
  time_used: { asc: "first used longest ago first", desc: "first used most recently first" },
  expiration: { asc: "soonest expiration first", desc: "latest expiration first" },
  synced_on: { asc: "checked longest ago first", desc: "checked most recently first" },
  modified_on: { asc: "updated longest ago first", desc: "updated most recently first" },
};

/** The order of the list in words: "soonest expiration first". */
export function sortWords({ field, direction }: PassQuery["sort"]): string {
  return WORDS[field][direction];
}
