import type { RecentLookUp } from "./kept-look-ups";
import { shortId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import type { FoundOrder, FoundRider, SearchResult } from "@/lib/search/search-result";

export function passHref(id: string): string {
  return `/passes/${encodeURIComponent(id)}`;
}

export function riderHref(userId: string): string {
  return `/riders/${encodeURIComponent(userId)}`;
}

/** The address of an order, on the page of its rider; null if the order has no rider. */
export function orderHref({ order_uuid, user_id }: FoundOrder): string | null {
  return user_id === null ? null : `${riderHref(user_id)}?order=${encodeURIComponent(order_uuid)}#orders`;
}

export const recentPass = (pass: Pass): RecentLookUp => ({
  href: passHref(pass.id),
  title: pass.product_name ?? "Unnamed product",
  detail: `Pass ${shortId(pass.pass_uuid ?? pass.id)}`,
});

export const recentRider = ({ user_id }: Pick<FoundRider, "user_id">): RecentLookUp => ({
  href: riderHref(user_id),
  title: `Rider ${user_id}`,
  detail: "Rider",
});

export const recentOrder = (order: FoundOrder, href: string): RecentLookUp => ({
  href,
  title: `Order ${order.order_reference ?? shortId(order.order_uuid)}`,
  detail: "Order",
});

/** The recent look-up for the exact hit of a search; null if there is none. */
export function recentExact({ exact, passes, riders, orders }: SearchResult): RecentLookUp | null {
  const [pass] = passes;
  const [rider] = riders;
  const [order] = orders;
  if (exact?.type === "pass" && pass) return recentPass({ ...pass, id: exact.href.split("/").at(-1) ?? "" });
  if (exact?.type === "rider" && rider) return recentRider(rider);
  return exact?.type === "order" && order ? recentOrder(order, exact.href) : null;
}

/** How many of each kind were found: "3 passes, 1 rider", or "Nothing found". */
export function foundWords({ total, riders, orders }: SearchResult): string {
  const counts: [number, string, string, string][] = [
    [total.value, total.relation === "gte" ? "+" : "", "pass", "passes"],
    [riders.length, "", "rider", "riders"],
    [orders.length, "", "order", "orders"],
  ];
  const words = counts.flatMap(([n, plus, one, many]) => (n === 0 ? [] : `${n.toLocaleString("en-US")}${plus} ${n === 1 && plus === "" ? one : many}`)); // prettier-ignore
  return words.length === 0 ? "Nothing found" : words.join(", ");
}
