import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/value/copy-button";
import { StatusPill } from "@/components/ui/value/status-pill";
import { formatTime, shortId } from "@/lib/format";
import { paymentTypeText, priceText } from "@/lib/passes/words/price-words";
import type { RiderOrder } from "@/lib/riders/orders/rider-order";

type RiderOrderDetailProps = { order: RiderOrder; clock: { zone: string; now: string } };

export function RiderOrderDetail({ order, clock }: RiderOrderDetailProps) {
  return (
    <div className="flex flex-col gap-3 py-1 pl-4 max-md:pl-0">
      <p className="flex flex-wrap items-center gap-x-3 text-12 text-ink-2 tabular-nums">
        <span>Ordered {timeText(order.created_on, clock)}</span>
        {order.order_uuid ? (
          <CopyButton value={order.order_uuid} name="Order ID">
            <span className="mono break-all whitespace-normal">{order.order_uuid}</span>
          </CopyButton>
        ) : null}
        {order.reference ? (
          <CopyButton value={order.reference} name="Receipt number">
            Receipt <span className="mono">{order.reference}</span>
          </CopyButton>
        ) : null}
      </p>
      <Lines title="Passes" nothing="The order lists no passes.">
        {order.items.map((item, at) => (
          <Item key={item.pass_uuid ?? at} item={item} />
        ))}
      </Lines>
      <Lines title="Payments" nothing="No payment is on record.">
        {order.payments.map((payment, at) => (
          <Line key={at} what={paymentTypeText(payment.type)} amount={priceText(payment.price)}>
            {timeText(payment.paid_on, clock)}
          </Line>
        ))}
      </Lines>
      {order.movements.length > 0 ? (
        <Lines title="Coin movements" nothing="">
          {order.movements.map((movement) => (
            <Line
              key={movement.id}
              what={Number(movement.amount.amount) < 0 ? "Taken" : "Given back"}
              amount={priceText(movement.amount)}
            >
              {timeText(movement.created_on, clock)}, balance then {priceText(movement.balance)}
            </Line>
          ))}
        </Lines>
      ) : null}
    </div>
  );
}

function timeText(iso: string | null, clock: RiderOrderDetailProps["clock"]): string {
  return iso === null ? "at an unknown time" : formatTime(iso, clock);
}

function Lines({ title, nothing, children }: { title: string; nothing: string; children: ReactNode[] }) {
  return (
    <div>
      <h3 className="text-12 font-medium text-ink-3">{title}</h3>
      {children.length === 0 ? <p className="text-ink-2">{nothing}</p> : <ul>{children}</ul>}
    </div>
  );
}

const LINE = "flex flex-wrap items-center gap-x-3 gap-y-0.5 py-0.5";

function Item({ item }: { item: RiderOrder["items"][number] }) {
  const id = item.pass_uuid === null ? null : shortId(item.pass_uuid);
  return (
    <li className={LINE}>
      <span className="font-medium">{item.product_name ?? "Product not on record"}</span>
      {item.pass_id === null ? (
        <span className="text-ink-3">
          {id ? <span className="mono">{id} </span> : null}
          Not in the portal
        </span>
      ) : (
        <Link
          href={`/passes/${item.pass_id}`}
          prefetch={false}
          className="link mono inline-flex min-h-6 items-center rounded-tag max-md:min-h-11"
        >
          {id ?? item.pass_id}
        </Link>
      )}
      {item.status ? <StatusPill status={item.status} /> : null}
      {item.is_listed ? null : <span className="text-12 text-ink-3">The pass names the order</span>}
      <span className="ml-auto tabular-nums">{item.price === null ? "—" : priceText(item.price)}</span>
    </li>
  );
}

function Line({ what, amount, children }: { what: string; amount: string; children: ReactNode }) {
  return (
    <li className={LINE}>
      <span>{what}</span>
      <span className="text-12 text-ink-2 tabular-nums">{children}</span>
      <span className="ml-auto tabular-nums">{amount}</span>
    </li>
  );
}
