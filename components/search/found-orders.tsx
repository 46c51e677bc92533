import { orderHref, recentOrder } from "./found-places";
import { FoundSection } from "./found-section";
import { rememberRecent } from "./kept-look-ups";
import { OrderStateTag } from "./order-state-tag";
import { RowLink } from "@/components/data-table/row-link";
import { Table } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
import { Nothing } from "@/components/ui/page/aside-part";
import { TimeText } from "@/components/ui/time/time-text";
import type { ShownZone } from "@/lib/display-zone";
import { formatCount, formatTime, formatTimeTitle, shortId } from "@/lib/format";
import type { FoundOrder } from "@/lib/search/search-result";

const COLUMNS: readonly Column<FoundOrder, ShownZone>[] = [
  { label: "Order", cell: (order) => <OrderName order={order} /> },
  { label: "State", cell: ({ state }) => <OrderStateTag state={state} /> },
  {
    label: "Rider",
    cell: ({ user_id }) => (user_id === null ? "None" : `Rider ${user_id}`),
    className: "max-md:hidden",
  },
  {
    label: "Created",
    cell: ({ created_on }, zone) => <Created iso={created_on} zone={zone} />,
    className: "max-md:hidden",
    cellClassName: "whitespace-nowrap",
  },
  {
    label: "Passes",
    cell: ({ passes }) => formatCount(passes),
    className: "max-md:hidden",
    cellClassName: "tabular-nums",
  },
];

export function FoundOrders({ orders, zone }: { orders: readonly FoundOrder[]; zone: ShownZone }) {
  return (
    <FoundSection title="Orders" count={formatCount(orders.length)}>
      <Table
        phone="headless"
        caption="Orders found"
        columns={COLUMNS}
        rows={orders}
        rowKey={({ order_uuid }) => order_uuid}
        given={zone}
      />
    </FoundSection>
  );
}

function Created({ iso, zone: { shown, now } }: { iso: string | null; zone: ShownZone }) {
  if (iso === null) return <Nothing>Not recorded</Nothing>;
  return (
    <TimeText
      iso={iso}
      text={formatTime(iso, { zone: shown, now })}
      title={formatTimeTitle(iso, { zone: shown })}
    />
  );
}

function OrderName({ order }: { order: FoundOrder }) {
  const href = orderHref(order);
  const name = <span className="mono">{order.order_reference ?? shortId(order.order_uuid)}</span>;
  if (href === null) return name;
  return (
    <RowLink href={href} onClick={() => rememberRecent(recentOrder(order, href))}>
      {name}
    </RowLink>
  );
}
