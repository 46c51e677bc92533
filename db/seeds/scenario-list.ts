import { PRODUCT } from "./seed-products";

/** One pass made by hand. Ages are seconds before the anchor; a negative one lies ahead. */
export interface ScenarioPass {
  name: string;
  rider: number;
  /** Position in DEMO_PRODUCTS; a local single ride when absent. */
  product?: number;
  created_age_s: number;
  used_age_s: number | null;
  /** From the product's rule when absent. */
  expiration_age_s?: number | null;
  word: string | null;
  uses: number;
  order: "whole" | "none" | "without_items" | "pending";
  drift?: string;
  is_locked?: boolean;
  is_unlinked?: boolean;
  /** Written as the portal writes: token, pass, event, time of use. */
  is_portal_only?: boolean;
  /** Id of the pass whose row this one repeats. */
  repeats?: number;
  /** What the owner called the device that the pass is locked to. */
  device?: string;
  /** What only the provider's answer says. */
  remote?: "outside_window" | "photo_pending" | "payload_over" | "credited";
  /** When the provider was last asked; two to three minutes ago when absent. */
  synced_age_s?: number;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const YEAR = 365 * DAY;

/**
 * The named cases, in the order of their pass ids from 1. Rider 1: a usual rider. 2: multi-ride and day passes. 3: rewards
 * and locks. 4: orders that do not fit. 5: what nobody knows. 6 and 7: drift. 8: portal's repeats. 9: only old passes.
 * 10: a deleted account. 11: ready to use, yet does not work. 12: opens again online; two riders claim a pass. 13: charged
 * twice. 14: a refund and a refresh that never ran. 15: rides most of all, and a reward is due.
 */
export const SCENARIOS: readonly ScenarioPass[] = [
  { name: "usable_3h", rider: 1, created_age_s: 2 * HOUR, used_age_s: null, word: "USABLE", uses: 0, order: "whole" },
  { name: "using_now", rider: 1, created_age_s: 3 * HOUR, used_age_s: 170 * MINUTE, word: "USING", uses: 1, order: "whole" },
  { name: "expired_recent", rider: 1, created_age_s: 5 * HOUR, used_age_s: 4 * HOUR, word: "EXPIRED", uses: 1, order: "whole" },
  { name: "shelf_expired", rider: 1, created_age_s: 800 * DAY, used_age_s: null, word: "EXPIRED", uses: 0, order: "whole" },
  { name: "park_and_ride_using", rider: 1, product: PRODUCT.zone2, created_age_s: DAY, used_age_s: HOUR, word: "USING", uses: 1, order: "whole" },
  { name: "no_expiration", rider: 1, created_age_s: 9 * DAY, used_age_s: null, expiration_age_s: null, word: "USABLE", uses: 0, order: "whole" },
  { name: "multi_use_2_of_10", rider: 2, product: PRODUCT.tenRide, created_age_s: 20 * DAY, used_age_s: 18 * DAY, word: "USABLE", uses: 2, order: "whole" },
  { name: "uses_gone", rider: 2, product: PRODUCT.tenRide, created_age_s: 90 * DAY, used_age_s: 88 * DAY, word: "USES_GONE", uses: 10, order: "whole" },
  { name: "uses_gone_unsaid", rider: 2, product: PRODUCT.tenRide, created_age_s: 60 * DAY, used_age_s: 58 * DAY, word: "USABLE", uses: 10, order: "whole" },
  { name: "day_pass_over_midnight", rider: 2, product: PRODUCT.day, created_age_s: DAY, used_age_s: 6 * HOUR, expiration_age_s: -4 * HOUR, word: "USING", uses: 1, order: "whole" },
  { name: "day_pass_over", rider: 2, product: PRODUCT.day, created_age_s: 9 * DAY, used_age_s: 8 * DAY, expiration_age_s: 7.5 * DAY, word: "EXPIRED", uses: 1, order: "whole" },
  { name: "free_usable", rider: 3, product: PRODUCT.rewardA, created_age_s: 3 * DAY, used_age_s: null, word: "USABLE", uses: 0, order: "none" },
  { name: "free_used", rider: 3, product: PRODUCT.rewardB, created_age_s: 3 * DAY, used_age_s: 2 * DAY, word: "EXPIRED", uses: 1, order: "none" },
  { name: "locked_other_device", rider: 3, created_age_s: 6 * HOUR, used_age_s: null, word: "USABLE", uses: 0, order: "whole", is_locked: true, device: "Priya's iPhone" },
  { name: "order_without_items", rider: 4, created_age_s: 7 * HOUR, used_age_s: 6 * HOUR, word: "EXPIRED", uses: 1, order: "without_items", drift: "order_missing" },
  { name: "order_pending", rider: 4, created_age_s: 8 * HOUR, used_age_s: null, word: "USABLE", uses: 0, order: "pending", drift: "order_missing" },
  { name: "pass_without_order", rider: 4, created_age_s: 40 * DAY, used_age_s: 39 * DAY, word: "EXPIRED", uses: 1, order: "none" },
  { name: "unknown_word", rider: 5, created_age_s: 4 * DAY, used_age_s: null, word: "FROZEN", uses: 0, order: "whole" },
  { name: "unlinked", rider: 5, created_age_s: 5 * DAY, used_age_s: 5 * DAY - HOUR, word: "EXPIRED", uses: 1, order: "none", is_unlinked: true },
  { name: "portal_only", rider: 5, created_age_s: 2 * HOUR, used_age_s: 2 * HOUR, word: null, uses: 0, order: "none", is_portal_only: true },
  { name: "missing_use", rider: 6, created_age_s: 2 * DAY, used_age_s: 2 * HOUR, word: "USING", uses: 1, order: "whole", drift: "missing_use" },
  { name: "refresh_missed", rider: 6, created_age_s: 3 * DAY, used_age_s: 2 * DAY, word: "USING", uses: 1, order: "whole", drift: "refresh_missed" },
  { name: "never_expired", rider: 6, created_age_s: 2 * YEAR + 9 * DAY, used_age_s: null, word: "USABLE", uses: 0, order: "whole", drift: "never_expired" },
  { name: "lagging", rider: 7, created_age_s: DAY, used_age_s: 30 * MINUTE, word: "USABLE", uses: 0, order: "whole", drift: "lagging" },
  { name: "pass_missing", rider: 7, created_age_s: 12 * DAY, used_age_s: 11 * DAY, word: "EXPIRED", uses: 1, order: "whole", drift: "pass_missing" },
  { name: "time_skew", rider: 7, product: PRODUCT.zone4, created_age_s: 2 * DAY, used_age_s: DAY, word: "EXPIRED", uses: 1, order: "whole", drift: "time_skew" },
  { name: "used_twice", rider: 8, product: PRODUCT.zone1, created_age_s: 6 * DAY, used_age_s: 5 * DAY, word: "EXPIRED", uses: 1, order: "whole", drift: "duplicate_use" },
  { name: "used_twice_repeat", rider: 8, created_age_s: 5 * DAY - 1, used_age_s: 5 * DAY - 1, word: null, uses: 0, order: "none", is_portal_only: true, repeats: 27 },
  { name: "old_single", rider: 9, created_age_s: 4 * YEAR, used_age_s: 4 * YEAR - HOUR, word: "EXPIRED", uses: 1, order: "whole" },
  { name: "deleted_rider", rider: 10, created_age_s: 200 * DAY, used_age_s: 199 * DAY, word: "EXPIRED", uses: 1, order: "whole" },
  { name: "locked_old_phone", rider: 11, created_age_s: 5 * HOUR, used_age_s: null, word: "USABLE", uses: 0, order: "whole", is_locked: true, device: "Old phone" },
  { name: "outside_window", rider: 11, product: PRODUCT.zone3, created_age_s: DAY, used_age_s: null, word: "USABLE", uses: 0, order: "whole", remote: "outside_window" },
  { name: "photo_pending", rider: 11, created_age_s: 4 * HOUR, used_age_s: null, word: "USABLE", uses: 0, order: "whole", remote: "photo_pending" },
  { name: "payload_over", rider: 12, created_age_s: 8 * DAY, used_age_s: null, word: "USABLE", uses: 0, order: "whole", remote: "payload_over" },
  { name: "routes_disagree", rider: 12, created_age_s: 2 * DAY, used_age_s: DAY, word: "EXPIRED", uses: 1, order: "whole" },
  { name: "charged_twice", rider: 13, product: PRODUCT.zone2, created_age_s: 26 * HOUR, used_age_s: 25 * HOUR, word: "EXPIRED", uses: 1, order: "whole" },
  { name: "charged_twice_again", rider: 13, product: PRODUCT.zone2, created_age_s: 26 * HOUR - 4 * MINUTE, used_age_s: null, word: "USABLE", uses: 0, order: "whole" },
  { name: "refunded", rider: 14, created_age_s: 3 * DAY, used_age_s: null, word: "USABLE", uses: 0, order: "whole", remote: "credited" },
  { name: "refresh_overdue", rider: 14, created_age_s: 6 * HOUR, used_age_s: 5 * HOUR, word: "USING", uses: 1, order: "whole", synced_age_s: 4.5 * HOUR },
  { name: "reward_due", rider: 15, created_age_s: 7 * HOUR, used_age_s: 6 * HOUR, word: "EXPIRED", uses: 1, order: "whole" },
]; // prettier-ignore
