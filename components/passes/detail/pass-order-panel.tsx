import Link from "next/link";
import { Table } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/value/copy-button";
import { EmptyState } from "@/components/ui/page/empty-state";
import { StatusPill } from "@/components/ui/value/status-pill";
import { Tag } from "@/components/ui/value/tag";
import { PassPayments } from "./pass-payments";
import { formatMoney, headTailId, shortId } from "@/lib/format";
import type { PassOrder, PassOrderItem } from "@/lib/passes/pass-order";
import { priceText } from "@/lib/passes/words/price-words";

type PassOrderPanelProps = {
  orders: readonly PassOrder[];
  provider: string;
  riderName: (userId: string) => string;
  zone: string;
  now: Date;
};

export function PassOrderPanel({ orders, provider, riderName, zone, now }: PassOrderPanelProps) {
  if (orders.length === 0) {
    return (
      <EmptyState
        title="No order is on record"
        body="The pass names no order and no order names the pass. Reward rides and passes bought outside the app have none."
      />
    );
  }
  return (
    <div className="flex flex-col gap-3 pt-4">
      {orders.length > 1 ? (
        <Banner tone="warn" title="More than one order holds this pass.">
          They are shown one below the other; nothing is added up across them.
        </Banner>
      ) : null}
      {orders.map((order) => (
        <OneOrder key={order.order_uuid} order={order} provider={provider} />
      ))}
      {orders.map((order) =>
        order.state === "missing" && order.payments.length === 0 ? null : (
          <PassPayments
            key={order.order_uuid}
            order={order}
            owner={order.user_id === null ? null : riderName(order.user_id)}
            zone={zone}
            now={now}
          />
        ),
      )}
    </div>
  );
}

const STATE = {
  paid: { tone: "ok", label: "Paid" },
  pending: { tone: "warn", label: "Never completed" },
  missing: { tone: "bad", label: "Not on record" },
  unknown: { tone: "neutral", label: "State unknown" },
} as const;

function OneOrder({ order, provider }: { order: PassOrder; provider: string }) {
  const state = STATE[order.state];
  return (
    <Card
      title={
        <>
          Order{" "}
          <CopyButton value={order.order_uuid} name="Order ID" className="font-normal">
            <span className="mono">{headTailId(order.order_uuid)}</span>
          </CopyButton>
        </>
      }
      actions={<Tag tone={state.tone}>{state.label}</Tag>}
    >
      {order.state === "missing" ? (
        <p className="mb-3 text-ink-2">
          The pass names this order, but the portal has no order with this ID. It may not have been copied
          yet.
        </p>
      ) : null}
      <Items order={order} />
      {isTwin(order) ? (
        <p className="mt-3 text-12 text-ink-3">
          {formatMoney({ amount: "0", currency: "USD" })} at {provider}: riders pay the agency in{" "}
          {order.total?.unit}, so {provider} sells the free twin of the product. The real price is{" "}
          {priceText(order.total)}.
        </p>
      ) : null}
    </Card>
  );
}

/** The rider paid the agency, so the provider sold a version of the product at no price. */
function isTwin(order: PassOrder): boolean {
  return order.total !== null && order.total.unit !== "dollars";
}

function Items({ order }: { order: PassOrder }) {
  const { items, total } = order;
  if (items.length === 0) return <p className="text-ink-2">The order lists no passes yet.</p>;
  return (
    <div className="overflow-x-auto">
      <Table
        look="plain"
        caption="Passes of this order"
        columns={ITEM_COLUMNS}
        rows={items}
        rowKey={(item, at) => item.pass_uuid ?? String(at)}
        foot={
          <tr>
            <td colSpan={3} className="right text-ink-2">
              Total, {items.length} {items.length === 1 ? "pass" : "passes"}
            </td>
            <td className="right font-semibold">{priceText(total)}</td>
          </tr>
        }
      />
    </div>
  );
}

const ITEM_COLUMNS: readonly Column<PassOrderItem>[] = [
  { label: "Item", cell: (item) => <Product item={item} /> },
  { label: "Pass", cell: (item) => <PassId item={item} />, cellClassName: "mono" },
  {
    label: "Status",
    cell: ({ status }) =>
      status ? <StatusPill status={status} /> : <span className="text-ink-3">Not in the portal</span>,
  },
  {
    label: "Price",
    cell: ({ price }) => (price === null ? "—" : priceText(price)),
    className: "right",
  },
];

function Product({ item }: { item: PassOrderItem }) {
  return (
    <>
      <span className="block leading-4.5 font-medium">{item.product_name ?? "Product not on record"}</span>
      <span className="text-12 text-ink-3">{relation(item)}</span>
    </>
  );
}

function PassId({ item: { pass_id, pass_uuid, is_this } }: { item: PassOrderItem }) {
  const id = pass_uuid === null ? null : shortId(pass_uuid);
  if (pass_id === null || is_this) return id ?? "None";
  return (
    <Link href={`/passes/${pass_id}`} className="link rounded-tag">
      {id ?? pass_id}
    </Link>
  );
}

function relation(item: PassOrderItem): string {
  const which = item.is_this ? "This pass" : "Same order";
  return item.is_listed ? which : `${which}, not listed by the order`;
}
