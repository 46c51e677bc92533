import { orderFindings } from "@/lib/riders/orders/order-findings";
import { recordFindings } from "./record-findings";
import type { RiderFinding } from "./rider-finding";
import type { RiderFacts } from "./rider-facts";
import type { ReadingClock } from "@/lib/time/reading-clock";

const SEVERITY = { bad: 0, warn: 1, info: 2 } as const;

/** At most one finding of each code, most severe first. Pure, and never throws. */
export function riderFindings(facts: RiderFacts, clock: ReadingClock): RiderFinding[] {
  const found = [...orderFindings(facts.orders, clock), ...recordFindings(facts, clock)];
  return found.sort((a, b) => SEVERITY[a.tone] - SEVERITY[b.tone]);
}
