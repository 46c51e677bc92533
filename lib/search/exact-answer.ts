import type { PassHit } from "@/db/search/pass-hits";
import type { FoundOrder, FoundRider, SearchResult } from "./search-result";

interface Found {
  passHits: readonly PassHit[];
  riders: readonly FoundRider[];
  orders: readonly FoundOrder[];
  /** Every value in the text was found. */
  isComplete: boolean;
}

/**
 * The one record a text leads to, or null. Passes found through an order count as the order, and a duplicate row as its
 * pass. Pure.
 */
export function exactAnswer({ passHits, riders, orders, isComplete }: Found): SearchResult["exact"] {
  if (!isComplete) return null;
  const passes = distinctPasses(passHits);
  const own = distinctPasses(passHits.filter(({ matched }) => !/^(order_uuid|reference)$/.test(matched)));
  const [rider] = riders;
  const [order] = orders;
  if (orders.length === 1 && order?.user_id && own.length + riders.length === 0)
    return {
      type: "order",
      href: `/riders/${order.user_id}?order=${encodeURIComponent(order.order_uuid)}#orders`,
    };
  if (riders.length === 1 && rider && passes.length + orders.length === 0)
    return { type: "rider", href: `/riders/${rider.user_id}` };
  const [pass] = passes;
  const isOnlyPass = passes.length === 1 && riders.length === 0 && orders.every((each) => !each.user_id);
  return isOnlyPass && pass !== undefined ? { type: "pass", href: `/passes/${pass}` } : null;
}

function distinctPasses(hits: readonly PassHit[]): number[] {
  return [...new Set(hits.map((hit) => hit.duplicate_of ?? hit.id))];
}
