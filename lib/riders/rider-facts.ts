import type { RiderState, RiderRewards, RiderCorrection } from "./rider";
import type { RiderOrder } from "@/lib/riders/orders/rider-order";

export interface OtherRoute {
  pass_id: string;
  route: string;
  user_id: string;
}

/** What findings are derived from. */
export interface RiderFacts {
  user_id: string;
  state: RiderState;
  tags: readonly string[];
  /** Newest first. */
  orders: readonly RiderOrder[];
  refunds: readonly { amount: { amount: string }; created_on: string | null }[];
  rewards: RiderRewards | null;
  /** Of the last 90 days. */
  corrections: readonly RiderCorrection[];
  /** Routes from this rider's passes to another rider. */
  other_routes: readonly OtherRoute[];
}
