import type { PassRoute, RiderLink } from "@/db/passes/rider-links";

/** The riders that each route leads to; every rider once. */
export interface RouteRiders {
  order_items: readonly number[];
  token: readonly number[];
}

/** Far more than one pass ever has. */
const MOST_ROUTES = 8;

/**
 * The rider of a pass, and the routes to keep because they disagree. Its order decides. Orders of two riders are
 * decided by a token of one of them, and a pass without an order by its token; two riders are never chosen between.
 * Pure.
 */
export function chooseRider(
  pass_id: number,
  { order_items, token }: RouteRiders,
): { link: RiderLink | null; routes: PassRoute[] } {
  const all = new Set([...order_items, ...token]);
  const routes = (["order_items", "token"] as const).flatMap((route) =>
    ({ order_items, token })[route].slice(0, MOST_ROUTES).map((user_id) => ({ pass_id, route, user_id })),
  );
  return { link: linkOf(pass_id, order_items, token), routes: all.size > 1 ? routes : [] };
}

function linkOf(id: number, order_items: readonly number[], token: readonly number[]): RiderLink | null {
  const [byOrder] = order_items;
  const [byToken] = token;
  if (byOrder !== undefined && order_items.length === 1)
    return { id, user_id: byOrder, resolved_by: "order_items" };
  if (byToken === undefined || token.length > 1) return null;
  const isPossible = order_items.length === 0 || order_items.includes(byToken);
  return isPossible ? { id, user_id: byToken, resolved_by: "token" } : null;
}
