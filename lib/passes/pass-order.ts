import type { OrderedPassRow, OrderItemRow, OrderRow, PaymentRow } from "@/db/riders/orders";
import type { Money } from "@/lib/money";
import { isoTime } from "@/lib/time/iso-time";
import { paymentOf } from "./pass-row";
import { type PassStatus, passStatus } from "./pass-status";

export interface PassOrderItem {
  /** The portal row of the pass; null if the portal has none. */
  pass_id: string | null;
  pass_uuid: string | null;
  product_uuid: string | null;
  product_name: string | null;
  status: PassStatus | null;
  is_this: boolean;
  /** The order names the pass; if false, only the pass names the order. */
  is_listed: boolean;
  /** Its even share of the payment; null if the payment is unknown or does not divide evenly. */
  price: Money | null;
}

export interface PassPayment {
  type: string;
  price: Money;
  paid_on: string | null;
}

export interface PassOrder {
  order_uuid: string;
  /** `paid`: completed. `pending`: created and never completed. `missing`: the portal has no such order. */
  state: "paid" | "pending" | "missing" | "unknown";
  user_id: string | null;
  created_on: string | null;
  items: PassOrderItem[];
  payments: PassPayment[];
  /** Sum of the payments; null if there are none or their units differ. */
  total: Money | null;
}

export interface OrderParts {
  orders: readonly OrderRow[];
  items: readonly OrderItemRow[];
  payments: readonly PaymentRow[];
  passes: readonly OrderedPassRow[];
}

/** One order with its passes and payments, each once. Pure. */
export function passOrder(orderUuid: string, thisPass: ThisPass, parts: OrderParts, now: Date): PassOrder {
  const order = parts.orders.find((row) => row.order_uuid === orderUuid);
  const payments = parts.payments
    .filter((row) => row.order_uuid === orderUuid)
    .flatMap((row) => {
      const paid = paymentOf({ ...row, order_uuid: orderUuid, passes: 1 });
      return paid ? [{ type: paid.type, price: paid.price, paid_on: isoTime(row.created_on) }] : [];
    });
  const total = sum(payments.map((payment) => payment.price));
  const items = itemsOf(orderUuid, thisPass, parts, now);
  const price = share(total, items.length);
  return {
    order_uuid: orderUuid,
    state: stateOf(order),
    user_id: order ? String(order.user_id) : null,
    created_on: isoTime(order?.created_on ?? null),
    items: items.map((item) => ({ ...item, price })),
    payments,
    total,
  };
}

export interface ThisPass {
  id: number;
  pass_uuid: string | null;
}

function itemsOf(orderUuid: string, thisPass: ThisPass, parts: OrderParts, now: Date) {
  const byUuid = new Map(parts.passes.map((pass) => [pass.pass_uuid, pass]));
  const listed = parts.items.filter((item) => item.order_uuid === orderUuid);
  const once = listed.filter(
    (item, at) =>
      item.pass_uuid === null || listed.findIndex((other) => other.pass_uuid === item.pass_uuid) === at,
  );
  const named = new Set(once.map((item) => item.pass_uuid));
  const unlisted = parts.passes.filter((pass) => pass.order_uuid === orderUuid && !named.has(pass.pass_uuid));
  const itemFor = (
    pass: OrderedPassRow | undefined,
    item: Partial<OrderItemRow>,
  ): Omit<PassOrderItem, "price"> => {
    const pass_uuid = pass?.pass_uuid ?? item.pass_uuid ?? null;
    return {
      pass_id: pass ? String(pass.id) : null,
      pass_uuid,
      product_uuid: pass?.product_uuid ?? item.product_uuid ?? null,
      product_name: pass?.product_name ?? null,
      status: pass ? passStatus(factsOf(pass), now) : null,
      is_this: pass?.id === thisPass.id || (thisPass.pass_uuid !== null && pass_uuid === thisPass.pass_uuid),
      is_listed: item.id !== undefined,
    };
  };
  return [
    ...once.map((item) => itemFor(item.pass_uuid === null ? undefined : byUuid.get(item.pass_uuid), item)),
    ...unlisted.map((pass) => itemFor(pass, {})),
  ];
}

function factsOf(pass: OrderedPassRow) {
  return {
    provider_status: pass.status,
    time_used: isoTime(pass.time_used),
    expiration: isoTime(pass.expiration),
    allowed_uses: pass.allowed_uses,
    uses_count: pass.uses_count,
  };
}

function stateOf(order: OrderRow | undefined): PassOrder["state"] {
  if (!order) return "missing";
  if (order.status === 1) return "paid";
  return order.status === 0 ? "pending" : "unknown";
}

/* Whole cents, because sums of decimals are not exact. */
function cents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

function sum(prices: readonly Money[]): Money | null {
  const [first] = prices;
  if (!first || prices.some((price) => price.unit !== first.unit)) return null;
  const total = prices.reduce((all, price) => all + cents(price.amount), 0);
  return { ...first, amount: (total / 100).toFixed(2) };
}

function share(total: Money | null, parts: number): Money | null {
  if (!total || parts === 0 || cents(total.amount) % parts !== 0) return null;
  return { ...total, amount: (cents(total.amount) / parts / 100).toFixed(2) };
}
