import fc from "fast-check";
import { expect, test } from "vitest";
import type { Money } from "@/lib/money";
import { riderFindings } from "./rider-findings";
import type { RiderFacts } from "./rider-facts";
import type { RiderFinding } from "./rider-finding";
import type { RiderOrder } from "@/lib/riders/orders/rider-order";

const CLOCK = { now: new Date("2026-11-22T18:00:00.000Z"), zone: "America/Chicago" };
const money = (amount: string, unit: Money["unit"] = "coins"): Money => ({ amount, currency: "USD", unit });

const item: RiderOrder["items"][number] = {
  pass_id: "1",
  pass_uuid: "u",
  product_uuid: "p",
  product_name: "Local Single Ride",
  status: "USABLE",
  is_listed: true,
  price: money("1.25"),
};

function order(given: Partial<RiderOrder> = {}): RiderOrder {
  return {
    id: "1",
    order_uuid: "abcdef0123456789",
    reference: null,
    state: "paid",
    created_on: "2026-11-22T14:00:00.000Z",
    items: [item],
    payments: [{ type: "coins", price: money("1.25"), paid_on: "2026-11-22T14:00:00.000Z" }],
    total: money("1.25"),
    movements: [],
    ...given,
  };
}

const PLAIN: RiderFacts = {
  user_id: "7",
  state: "active",
  tags: [],
  orders: [order()],
  refunds: [],
  rewards: { rides_since: 0, last_reward_on: null, free_passes: 0, notice: null },
  corrections: [],
  other_routes: [],
};

const find = (given: Partial<RiderFacts>): RiderFinding[] => riderFindings({ ...PLAIN, ...given }, CLOCK);
const ofOrders = (...orders: RiderOrder[]) => find({ orders });
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const unpaid = { payments: [], total: null };
const moved = (amount: string) => ({ id: amount, amount: money(amount), balance: money("5"), created_on: "2026-11-22T14:00:00.000Z" }); // prettier-ignore
const correction = { id: "1", pass_id: "1", actor: "Maya", reason: null, created_on: "2026-11-20T18:00:00.000Z" }; // prettier-ignore

test("a rider with nothing odd has no findings", () => expect(find({})).toEqual([]));

test("an order that was never completed and not charged says that nothing was taken", () => {
  expect(ofOrders(order({ state: "pending", ...unpaid }))).toMatchObject([
    {
      code: "order_pending",
      tone: "warn",
      href: "#order-abcdef0123456789",
      next_step: "Tell the rider nothing was taken. They can buy again.",
    },
  ]);
});

test("an order of the last ten minutes may still settle, so nothing is said of it", () => {
  const young = { created_on: "2026-11-22T17:51:00.000Z" };
  expect(ofOrders(order({ ...young, state: "pending", ...unpaid }), order({ ...young, items: [] }))).toEqual(
    [],
  );
});

test("an order of more than a year ago is history", () => {
  expect(ofOrders(order({ created_on: "2025-11-21T18:00:00.000Z", items: [] }))).toEqual([]);
});

test("a payment without a completed order is the most severe", () => {
  const [finding] = ofOrders(order({ state: "pending", items: [] }));
  expect(finding).toMatchObject({ code: "paid_not_completed", tone: "bad" });
  expect(plain(finding?.detail ?? "")).toBe(
    "Order abcdef01 of 8:00 AM: 1.25 coins was taken, no tickets listed.",
  );
});

test("coins that were given back were not charged", () => {
  const given = { state: "pending", ...unpaid } as const;
  expect(ofOrders(order({ ...given, movements: [moved("-1.25")] }))[0]?.code).toBe("paid_not_completed");
  expect(ofOrders(order({ ...given, movements: [moved("-1.25"), moved("1.25")] }))[0]?.code).toBe(
    "order_pending",
  );
});

test("a completed order without tickets, or with one the portal lacks, is told", () => {
  const [none] = ofOrders(order({ items: [] }));
  expect(none).toMatchObject({ code: "paid_without_tickets", tone: "bad" });
  expect(none?.detail).toContain("no tickets are listed");
  const [finding] = ofOrders(order({ reference: "T0000842-194", items: [item, { ...item, pass_id: null }] }));
  expect(plain(finding?.detail ?? "")).toBe(
    "Order T0000842-194 of 8:00 AM: 1 of 2 tickets is not in the portal.",
  );
});

test("two completed orders of the same products and price within ten minutes look like one charged twice", () => {
  const at = (time: string) => ({ created_on: `2026-11-22T14:${time}.000Z`, order_uuid: `order-${time}` });
  expect(ofOrders(order(at("09:59")), order(at("00:00")))).toMatchObject([
    { code: "charged_twice", tone: "warn", href: "#order-order-09:59" },
  ]);
  expect(ofOrders(order(at("10:01")), order(at("00:00")))).toEqual([]);
  expect(ofOrders(order(at("05:00")), order({ ...at("00:00"), total: money("3.00") }))).toEqual([]);
  expect(
    ofOrders(order(at("05:00")), order({ ...at("00:00"), items: [{ ...item, product_uuid: "q" }] })),
  ).toEqual([]);
});

test("one order with two payments, or coins taken twice, was paid twice", () => {
  const [payment] = order().payments;
  if (!payment) throw new Error("an order of this test has a payment");
  expect(ofOrders(order({ payments: [payment, payment] }))[0]?.code).toBe("paid_twice");
  expect(ofOrders(order({ movements: [moved("-1.25"), moved("-1.25")] }))[0]?.code).toBe("paid_twice");
  expect(ofOrders(order({ movements: [moved("-1.25"), moved("-1.25"), moved("1.25")] }))).toEqual([]);
});

test("a single of 25 or more may be written in cents", () => {
  expect(ofOrders(order({ total: money("125.00") }))[0]?.code).toBe("maybe_cents");
  expect(ofOrders(order({ total: money("24.99") }))).toEqual([]);
  expect(ofOrders(order({ total: money("40.00"), items: [item, item] }))).toEqual([]);
});

test("the newest order stands for all that show the same", () => {
  const others = ["a", "b"].map((order_uuid) => order({ order_uuid, items: [] }));
  const [finding] = ofOrders(order({ items: [] }), ...others);
  expect(finding).toMatchObject({ code: "paid_without_tickets", href: "#order-abcdef0123456789" });
  expect(finding?.detail).toMatch(/The same shows on 2 more\.$/);
});

test("50 rides without free tickets since are due, fewer are progress, and the refresh log is quoted", () => {
  const rewards = { rides_since: 50, last_reward_on: null, free_passes: 0, notice: null };
  expect(find({ rewards })).toMatchObject([
    { code: "rewards", tone: "warn", headline: "50 rides, free tickets are due" },
  ]);
  const notice = { is_done: false, created_on: "2026-11-20T18:00:00.000Z" };
  const [finding] = find({
    rewards: { rides_since: 12, last_reward_on: "2026-10-02T18:00:00.000Z", free_passes: 3, notice },
  });
  expect(finding).toMatchObject({
    tone: "info",
    headline: "12 of 50 rides towards 5 free tickets",
    href: "#refreshes",
  });
  expect(plain(finding?.detail ?? "")).toBe(
    "The last one came Oct 2; 3 ready to use. The free-ticket line of Nov 20 is pending.",
  );
});

test("more than three corrections in 90 days ask for a lead, fewer are told", () => {
  const made = (count: number) => Array.from({ length: count }, () => correction);
  expect(find({ corrections: made(3) })).toMatchObject([
    { code: "corrected", tone: "info", next_step: null },
  ]);
  expect(find({ corrections: made(4) })).toMatchObject([
    { code: "many_corrections", tone: "warn", next_step: "Check with a lead before promising another." },
  ]);
});

test("a pass that another way of resolving gives to somebody else is told with both", () => {
  const other_routes = [{ pass_id: "5", route: "token", user_id: "8" }, { pass_id: "6", route: "order", user_id: "8" }]; // prettier-ignore
  expect(find({ other_routes })).toMatchObject([
    {
      code: "routes_disagree",
      headline: "2 passes may belong to others",
      detail: "The provider account of pass 5 leads to rider 8. The same shows on 1 more.",
      href: "/passes/5",
    },
  ]);
});

test("deleted, unknown, staff and refunded riders are told", () => {
  expect(find({ state: "deleted" })).toMatchObject([{ code: "deleted", tone: "info" }]);
  expect(find({ state: "unknown" })).toMatchObject([{ headline: "Rider 7 has no account row" }]);
  expect(find({ tags: ["staff", "test"] })).toMatchObject([
    { detail: "Marked staff, test. Reports leave it out." },
  ]);
  const refund = (amount: string) => ({ amount: { amount }, created_on: "2026-11-01T18:00:00.000Z" });
  const [finding] = find({ refunds: [refund("1.10"), refund("2.20")] });
  expect(finding?.headline).toBe("Refunded 2 times before");
  expect(plain(finding?.detail ?? "")).toBe("3.30 coins in all, the last Nov 1.");
});

test("whatever is on record, nothing throws, each code comes once, and the most severe comes first", () => {
  const text = fc.string({ maxLength: 12 });
  const moment = fc.oneof(fc.date({ noInvalidDate: true, min: new Date("2024-01-01"), max: new Date("2027-01-01") }).map((day) => day.toISOString()), text); // prettier-ignore
  const amount = fc.oneof(
    fc.integer({ min: -9999, max: 9999 }).map((cents) => (cents / 100).toFixed(2)),
    text,
  );
  const price = fc.record({ amount, currency: fc.constant("USD" as const), unit: fc.constantFrom("coins" as const, "tokens" as const, "dollars" as const) }); // prettier-ignore
  const orders = fc.array(
    fc.record({
      id: text, order_uuid: fc.option(text), reference: fc.option(text), created_on: moment,
      state: fc.constantFrom("paid" as const, "pending" as const, "unknown" as const),
      items: fc.array(fc.record({ ...pick(text), price: fc.option(price) }), { maxLength: 3 }),
      payments: fc.array(fc.record({ type: text, price, paid_on: moment }), { maxLength: 3 }),
      total: fc.option(price),
      movements: fc.array(fc.record({ id: text, amount: price, balance: price, created_on: moment }), { maxLength: 3 }),
    }), { maxLength: 6 },
  ); // prettier-ignore
  const facts = fc.record({
    user_id: text, state: fc.constantFrom("active" as const, "deleted" as const, "unknown" as const), tags: fc.array(text),
    orders, refunds: fc.array(fc.record({ amount: fc.record({ amount }), created_on: moment }), { maxLength: 3 }),
    rewards: fc.record({ rides_since: fc.nat(99), last_reward_on: fc.option(moment), free_passes: fc.nat(9), notice: fc.option(fc.record({ is_done: fc.boolean(), created_on: moment })) }),
    corrections: fc.array(fc.record({ id: text, pass_id: text, actor: text, reason: fc.constant(null), created_on: moment }), { maxLength: 6 }),
    other_routes: fc.array(fc.record({ pass_id: text, route: text, user_id: text }), { maxLength: 3 }),
  }); // prettier-ignore
  fc.assert(
    fc.property(facts, (given) => {
      const found = riderFindings(given, CLOCK);
      const tones = found.map(({ tone }) => ["bad", "warn", "info"].indexOf(tone));
      expect(tones).toEqual(tones.toSorted());
      expect(new Set(found.map(({ code }) => code)).size).toBe(found.length);
      expect(found.every(({ headline, detail }) => headline !== "" && detail !== "")).toBe(true);
    }),
  );
});

function pick(text: fc.Arbitrary<string>) {
  return {
    pass_id: fc.option(text),
    pass_uuid: fc.option(text),
    product_uuid: fc.option(text),
    product_name: fc.option(text),
    status: fc.constant(null),
    is_listed: fc.boolean(),
  };
}
