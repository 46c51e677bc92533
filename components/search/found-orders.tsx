import Link from "next/link";
import { orderHref, recentOrder } from "./found-places";
import { FoundSection } from "./found-section";
import { rememberRecent } from "./kept-look-ups";
import { OrderStateTag } from "./order-state-tag";
import { Nothing } from "@/components/ui/page/aside-part";
import { TimeText } from "@/components/ui/time/time-text";
import type { ShownZone } from "@/lib/display-zone";
import { formatCount, formatTime, formatTimeTitle, shortId } from "@/lib/format";
import type { FoundOrder } from "@/lib/search/search-result";

/** Orders that a look-up found; each row leads to the order on its rider's page. */
export function FoundOrders({ orders, zone }: { orders: readonly FoundOrder[]; zone: ShownZone }) {
  return (
    <FoundSection title="Orders" count={formatCount(orders.length)}>
      <table className="table">
        <caption className="sr-only">Orders found</caption>
        <thead className="max-md:sr-only">
          <tr>
            <th scope="col">Order</th>
            <th scope="col">State</th>
            <th scope="col">Rider</th>
            <th scope="col">Created</th>
            <th scope="col">Passes</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order.order_uuid}>
              <td>
                <OrderName order={order} />
              </td>
              <td>
                <OrderStateTag state={order.state} />
              </td>
              <td className="max-md:hidden">{order.user_id === null ? "None" : `Rider ${order.user_id}`}</td>
              <td className="whitespace-nowrap max-md:hidden">
                {order.created_on === null ? (
                  <Nothing>Not recorded</Nothing>
                ) : (
                  <TimeText
                    iso={order.created_on}
                    text={formatTime(order.created_on, { zone: zone.shown, now: zone.now })}
                    title={formatTimeTitle(order.created_on, { zone: zone.shown })}
                  />
                )}
              </td>
              <td className="tabular-nums max-md:hidden">{formatCount(order.passes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </FoundSection>
  );
}

function OrderName({ order }: { order: FoundOrder }) {
  const href = orderHref(order);
  const name = order.order_reference ?? shortId(order.order_uuid);
  if (href === null) return <span className="mono">{name}</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      onClick={() => rememberRecent(recentOrder(order, href))}
      className="mono block font-medium text-accent-text hover:underline max-md:py-2"
    >
      {name}
    </Link>
  );
}
