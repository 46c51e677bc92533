import { shortId } from "@/lib/format";
import { priceText } from "@/lib/passes/words/price-words";
import { sayTime } from "@/lib/riders/rider-clock";
import type { RiderFinding } from "@/lib/riders/rider-finding";
import { isCharged, itemsText, type RiderOrder } from "./rider-order";
import type { ReadingClock } from "@/lib/time/reading-clock";

const MINUTE_MS = 60_000;
const YEAR_MS = 365 * 86_400_000;
/* A newer order may still be processing. */
const SETTLES_MS = 10 * MINUTE_MS;
const TWICE_WITHIN_MS = 10 * MINUTE_MS;
/* A single ride at this price was more likely recorded in cents. */
const MAYBE_CENTS = 25;

/** Problems in orders of the last year: one finding of each kind, about the newest order that has it. Pure. */
export function orderFindings(orders: readonly RiderOrder[], clock: ReadingClock): RiderFinding[] {
  const now = new Date(clock.now).getTime();
  const age = (order: RiderOrder) => now - timeOf(order);
  const recent = orders.filter((order) => age(order) < YEAR_MS);
  const settled = recent.filter((order) => age(order) >= SETTLES_MS);
  return [
    paidNotCompleted(settled.filter((order) => order.state !== "paid" && isCharged(order)), clock), // prettier-ignore
    withoutTickets(settled.filter((order) => order.state === "paid" && missingTickets(order) !== null), clock), // prettier-ignore
    paidTwice(recent.filter(isPaidTwice), clock),
    chargedTwice(recent, clock),
    pending(settled.filter((order) => order.state === "pending" && !isCharged(order)), clock), // prettier-ignore
    maybeCents(recent.filter(looksLikeCents), clock),
  ].filter((finding) => finding !== null);
}

type Rest = Omit<RiderFinding, "detail" | "href">;

/** A finding about the first of these orders, with how many more there are; null without orders. */
function about(
  orders: readonly RiderOrder[],
  clock: ReadingClock,
  rest: Rest,
  say: (order: RiderOrder) => string,
): RiderFinding | null {
  const [order] = orders;
  if (!order) return null;
  const more = orders.length > 1 ? ` The same shows on ${orders.length - 1} more.` : "";
  const detail = `Order ${nameOf(order)} of ${sayTime(order.created_on, clock)}: ${say(order)}.${more}`;
  return { ...rest, detail, href: order.order_uuid === null ? "#orders" : `#order-${order.order_uuid}` };
}

/* NaN, and so never recent, if it is not recorded. */
const timeOf = (order: RiderOrder) => Date.parse(order.created_on ?? "");

function nameOf(order: RiderOrder): string {
  return order.reference ?? (order.order_uuid === null ? order.id : shortId(order.order_uuid));
}

const holds = (order: RiderOrder) => itemsText(order) ?? "no tickets listed";

function paidNotCompleted(orders: readonly RiderOrder[], clock: ReadingClock): RiderFinding | null {
  const rest: Rest = {
    code: "paid_not_completed",
    tone: "bad",
    headline: "Paid, but the order did not complete",
    next_step: "Tell the rider the payment is on record. Ask a lead for a refund or the tickets.",
  };
  return about(orders, clock, rest, (order) => `${paidOf(order)} was taken, ${holds(order)}`);
}

function paidOf(order: RiderOrder): string {
  return order.total === null ? "A payment" : priceText(order.total);
}

function withoutTickets(orders: readonly RiderOrder[], clock: ReadingClock): RiderFinding | null {
  const rest: Rest = {
    code: "paid_without_tickets",
    tone: "bad",
    headline: "Paid, but tickets are missing",
    next_step: "Check the provider for the tickets before offering a refund.",
  };
  return about(orders, clock, rest, (order) => missingTickets(order) ?? "");
}

/** What a completed order lacks, in words; null if every pass is in the portal. */
function missingTickets({ items }: RiderOrder): string | null {
  if (items.length === 0) return "no tickets are listed";
  const missing = items.filter((item) => item.pass_id === null).length;
  if (missing === 0) return null;
  const tickets = items.length === 1 ? "ticket" : "tickets";
  return `${missing} of ${items.length} ${tickets} ${missing === 1 ? "is" : "are"} not in the portal`;
}

function isPaidTwice(order: RiderOrder): boolean {
  const taken = order.movements.filter(({ amount }) => amount.amount.startsWith("-"));
  const given = order.movements.length - taken.length;
  return order.payments.length > 1 || taken.length - given > 1;
}

function paidTwice(orders: readonly RiderOrder[], clock: ReadingClock): RiderFinding | null {
  const rest: Rest = {
    code: "paid_twice",
    tone: "bad",
    headline: "One order was paid more than once",
    next_step: "Compare the payments of the order; one of them may be due back.",
  };
  return about(orders, clock, rest, (order) => {
    const taken = order.movements.filter(({ amount }) => amount.amount.startsWith("-")).length;
    return `${Math.max(order.payments.length, taken)} payments for ${holds(order)}`;
  });
}

/** Completed orders that repeat another within ten minutes: the same products at the same price. */
function chargedTwice(orders: readonly RiderOrder[], clock: ReadingClock): RiderFinding | null {
  const last = new Map<string, number>();
  const repeats: RiderOrder[] = [];
  const oldestFirst = orders
    .filter((order) => order.state === "paid" && order.total !== null && isCharged(order))
    .toSorted((a, b) => timeOf(a) - timeOf(b));
  for (const order of oldestFirst) {
    const what = `${priceText(order.total)} ${productsOf(order)}`;
    const at = timeOf(order);
    const before = last.get(what);
    if (before !== undefined && at - before <= TWICE_WITHIN_MS) repeats.unshift(order);
    last.set(what, at);
  }
  const rest: Rest = {
    code: "charged_twice",
    tone: "warn",
    headline: "Likely charged twice",
    next_step: "Ask whether both were meant. If not, one can be refunded while its tickets are unused.",
  };
  return about(repeats, clock, rest, (order) => {
    return `${holds(order)} for ${paidOf(order)}, bought again within 10 minutes`;
  });
}

function productsOf({ items }: RiderOrder): string {
  return items.map((item) => item.product_uuid ?? "").toSorted().join(" "); // prettier-ignore
}

function pending(orders: readonly RiderOrder[], clock: ReadingClock): RiderFinding | null {
  const rest: Rest = {
    code: "order_pending",
    tone: "warn",
    headline: "An order was started and never completed",
    next_step: "Tell the rider nothing was taken. They can buy again.",
  };
  return about(orders, clock, rest, () => "no payment is on record");
}

function looksLikeCents({ total, items }: RiderOrder): boolean {
  return total !== null && Number(total.amount) / Math.max(1, items.length) >= MAYBE_CENTS;
}

function maybeCents(orders: readonly RiderOrder[], clock: ReadingClock): RiderFinding | null {
  const rest: Rest = {
    code: "maybe_cents",
    tone: "warn",
    headline: "A price may be in cents",
    next_step: "Compare it with the price of the product before naming an amount.",
  };
  return about(orders, clock, rest, (order) => `${priceText(order.total)} for ${holds(order)}`);
}
