import type { Range } from "@/lib/passes/query/pass-query";

/** The spans of expiration that the facet offers. */
export const EXPIRATION_SPANS: readonly { label: string; range: Range & { gte: string; lt: string } }[] = [
  { label: "Within 1 h", range: { gte: "now", lt: "now+1h" } },
  { label: "Today", range: { gte: "today", lt: "tomorrow" } },
  { label: "Tomorrow", range: { gte: "tomorrow", lt: "tomorrow+1d" } },
];

/** A span as one word, such as `today..tomorrow`. Pure. */
export function spanText({ gte, lt }: { gte: string; lt: string }): string {
  return `${gte}..${lt}`;
}
