import type { PayerRow, StoredRoute } from "@/db/passes/pass-routes";
import { wordIn } from "@/lib/fields/word-in";
import type { PassOrder } from "./pass-order";
import { PASS_FIELDS } from "./pass-fields";

export interface RiderRoute {
  /** `portal` is the rider in the portal's row; the other routes are evidence for a rider. */
  route: string;
  user_id: string;
  /** Such as "Activation event". */
  label: string;
}

/** Every known route from a pass to its rider. */
export interface RiderRoutes {
  /** Null if no rider is linked. */
  user_id: string | null;
  resolved_by: string | null;
  routes: RiderRoute[];
  /** The routes lead to more than one rider, and nobody has decided between them. */
  disagree: boolean;
}

/* Routes computed here; the others are stored with a pass. */
const OWN_ROUTES = { portal: "Portal row", order: "Named order", payment: "Order payment" };

/** A route in words; an unknown route is returned as is. */
export function routeWord(route: string): string {
  return wordIn({ ...PASS_FIELDS.resolved_by.words, ...OWN_ROUTES }, route);
}

interface Linked {
  user_id: number | null;
  resolved_by: string | null;
  order_uuid: string | null;
}

interface RouteParts {
  orders: readonly PassOrder[];
  payers: readonly PayerRow[];
  stored: readonly StoredRoute[];
}

/** The routes from a pass to its rider, strongest first, each pair of route and rider once. Pure. */
export function riderRoutes(row: Linked, { orders, payers, stored }: RouteParts): RiderRoutes {
  const listing = orders.filter((order) => order.items.some((item) => item.is_this && item.is_listed));
  const named = orders.filter((order) => order.order_uuid === row.order_uuid);
  const routes = [
    ...routesBy(row.resolved_by ?? "portal", [row.user_id]),
    ...listing.flatMap((order) => routesBy("order_items", [order.user_id])),
    ...named.flatMap((order) => routesBy("order", [order.user_id])),
    ...payers.flatMap((payer) => routesBy("payment", [payer.user_id])),
    ...stored.flatMap((each) => routesBy(each.route, [each.user_id])),
  ];
  const once = [...new Map(routes.map((each) => [`${each.route} ${each.user_id}`, each])).values()];
  const riders = new Set(once.map((each) => each.user_id));
  return {
    user_id: row.user_id === null ? null : String(row.user_id),
    resolved_by: row.resolved_by,
    routes: once,
    disagree: riders.size > 1 && row.resolved_by !== "person",
  };
}

/* The portal writes 0 for an unknown rider. */
function routesBy(route: string, users: readonly (number | string | null)[]): RiderRoute[] {
  return users.flatMap((user) => {
    if (user === null || Number(user) <= 0) return [];
    return [{ route, user_id: String(user), label: routeWord(route) }];
  });
}
