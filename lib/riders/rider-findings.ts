import type { RiderCorrection, RiderRewards, RiderState } from "./rider";
import { orderFindings } from "./order-findings";
import { recordFindings } from "./record-findings";
import type { Clock } from "./rider-clock";
import type { RiderOrder } from "./rider-order";

export type FindingCode =
  | "paid_not_completed"
  | "paid_without_tickets"
  | "paid_twice"
  | "charged_twice"
  | "maybe_cents"
  | "order_pending"
  | "routes_disagree"
  | "many_corrections"
  | "no_account"
  | "deleted"
  | "staff_or_test"
  | "rewards"
  | "refunded_before"
  | "corrected";

/** Something to know about a rider before answering, in words an agent can say. */
export interface RiderFinding {
  code: FindingCode;
  tone: "bad" | "warn" | "info";
  headline: string;
  detail: string;
  /** What to do about it; null where there is nothing to do. */
  next_step: string | null;
  /** Where it shows, within this desk. */
  href: string | null;
}

export interface OtherRoute {
  pass_id: string;
  route: string;
  user_id: string;
}

/** What the findings are made of. */
export interface RiderFacts {
  user_id: string;
  state: RiderState;
  tags: readonly string[];
  /** Newest first. */
  orders: readonly RiderOrder[];
  refunds: readonly { amount: { amount: string }; created_on: string }[];
  rewards: RiderRewards | null;
  /** Of the last 90 days. */
  corrections: readonly RiderCorrection[];
  /** Ways of resolving that lead from this rider's passes to somebody else. */
  other_routes: readonly OtherRoute[];
}

const SEVERITY = { bad: 0, warn: 1, info: 2 } as const;

/** At most one finding of each code, most severe first. Pure, and never throws. */
export function riderFindings(facts: RiderFacts, clock: Clock): RiderFinding[] {
  const found = [...orderFindings(facts.orders, clock), ...recordFindings(facts, clock)];
  return found.sort((a, b) => SEVERITY[a.tone] - SEVERITY[b.tone]);
}
