import type { RiderState, RiderRewards, RiderCorrection } from "./rider";
import type { RiderOrder } from "./rider-order";

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
