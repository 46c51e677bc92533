import { fromLocalInput } from "@/lib/time/local-time";
import type { Range } from "@/lib/passes/query/pass-query";

/**
 * A range from two local times, either of which may be empty. A bound in an hour that repeats includes the whole hour;
 * a time that the clocks skip is reported as a problem. Pure.
 */
export function readBounds(from: string, to: string, zone: string): { range: Range } | { problem: string } {
  if (from === "" && to === "") return { problem: "Give a time from, a time before, or both." };
  const range: Range = {};
  for (const [operator, local] of [
    ["gte", from],
    ["lt", to],
  ] as const) {
    if (local === "") continue;
    const instant = fromLocalInput(local, zone);
    if (instant.kind === "invalid") return { problem: "That is not a time." };
    if (instant.kind === "none") return { problem: "The clocks skip that hour on that day." };
    if (instant.kind === "one") range[operator] = instant.iso;
    else range[operator] = operator === "gte" ? instant.earlier : instant.later;
  }
  if (range.gte !== undefined && range.lt !== undefined && range.gte >= range.lt) {
    return { problem: "The range ends before it starts." };
  }
  return { range };
}
