import type { OrderedPassRow, OrderItemRow, PaymentRow } from "@/db/riders/orders";
import type { MovementRow, RiderOrderRow } from "@/db/riders/rider-orders";
import { isoTime } from "@/lib/time/iso-time";
import type { Money } from "@/lib/money";
import { type PassOrder, type PassOrderItem, type PassPayment, passOrder } from "@/lib/passes/pass-order";

/** Coins moved for an order: negative was charged, positive was refunded. */
export interface CoinMovement {
  id: string;
  amount: Money;
  balance: Money | null;
  created_on: string | null;
}

/** An order with everything bought and paid, each once. */
export interface RiderOrder {
  id: string;
  order_uuid: string | null;
  /** The number on the receipt. */
  reference: string | null;
  /** `paid`: completed. `pending`: created and never completed. */
  state: "paid" | "pending" | "unknown";
  created_on: string | null;
  items: Omit<PassOrderItem, "is_this">[];
  payments: PassPayment[];
  /** Sum of the payments; null without payments or if their units differ. */
  total: Money | null;
  movements: CoinMovement[];
}

export interface RiderOrderParts {
  orders: readonly RiderOrderRow[];
  items: readonly OrderItemRow[];
  payments: readonly PaymentRow[];
  passes: readonly OrderedPassRow[];
  movements: readonly MovementRow[];
}

/** Newest first. Parts are grouped rather than joined, so nothing is counted twice. Pure. */
export function riderOrders(parts: RiderOrderParts, now: Date): RiderOrder[] {
  const items = byOrder(parts.items, (item) => item.order_uuid);
  const payments = byOrder(parts.payments, (payment) => payment.order_uuid);
  const movements = byOrder(parts.movements, (movement) => movement.note);
  const passesByOrder = byOrder(parts.passes, (pass) => pass.order_uuid);
  const passByUuid = new Map(parts.passes.map((pass) => [pass.pass_uuid, pass]));
  return parts.orders.toSorted(newestFirst).map((order): RiderOrder => {
    const uuid = order.order_uuid;
    const own = uuid === null ? [] : (items.get(uuid) ?? []);
    const named = own.flatMap((item) => (item.pass_uuid === null ? [] : [passByUuid.get(item.pass_uuid)]));
    const passes = [...(passesByOrder.get(uuid ?? "") ?? []), ...named].filter((pass) => pass !== undefined);
    const whole = passOrder(
      uuid ?? "",
      { id: 0, pass_uuid: null },
      // `listPaymentsOf` gives them newest first; people read them in the order they happened.
      {
        orders: [{ ...order, order_uuid: uuid ?? "" }],
        items: own.toReversed(),
        payments: (payments.get(uuid ?? "") ?? []).toReversed(),
        passes: [...new Set(passes)],
      },
      now,
    );
    return {
      id: String(order.id),
      order_uuid: uuid,
      reference: order.reference,
      state: stateOf(whole),
      created_on: isoTime(order.created_on),
      items: whole.items.map(({ is_this: _, ...item }) => item),
      payments: whole.payments,
      total: whole.total,
      movements: (movements.get(uuid ?? "") ?? []).flatMap(movementOf),
    };
  });
}

/** Whether the order was charged: it has payments, or more coins charged than refunded. */
export function isCharged(order: Pick<RiderOrder, "payments" | "movements">): boolean {
  if (order.movements.length === 0) return order.payments.length > 0;
  return order.movements.reduce((sum, { amount }) => sum + Math.round(Number(amount.amount) * 100), 0) < 0;
}

/** "2 × Park & Ride Zone 2, 1 × Local Day Pass"; null without items. */
export function itemsText(order: Pick<RiderOrder, "items">): string | null {
  if (order.items.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { product_name } of order.items) {
    const name = product_name ?? "product not on record";
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${count} × ${name}`).join(", ");
}

/* Ids are not always in time order: an order may be recorded late. */
function newestFirst(a: RiderOrderRow, b: RiderOrderRow): number {
  const [one, other] = [a.created_on ?? "", b.created_on ?? ""];
  if (one !== other) return one < other ? 1 : -1;
  return b.id - a.id;
}

function stateOf({ state }: PassOrder): RiderOrder["state"] {
  return state === "missing" ? "unknown" : state;
}

/* A movement whose amount cannot be read says nothing. */
function movementOf(row: MovementRow): CoinMovement[] {
  if (row.points === null) return [];
  const coins = (amount: string): Money => ({ amount, currency: "USD", unit: "coins" });
  return [
    {
      id: String(row.id),
      amount: coins(row.points),
      balance: row.balance === null ? null : coins(row.balance),
      created_on: isoTime(row.created_on),
    },
  ];
}

function byOrder<Row>(
  rows: readonly Row[],
  orderOf: (row: Row) => string | null,
): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const order = orderOf(row);
    if (order === null) continue;
    const group = groups.get(order);
    if (group) group.push(row);
    else groups.set(order, [row]);
  }
  return groups;
}
