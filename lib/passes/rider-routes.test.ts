import { expect, test } from "vitest";
import type { PassOrder } from "./pass-order";
import { riderRoutes } from "./rider-routes";

const order = (order_uuid: string, user_id: string | null, is_listed: boolean): PassOrder => ({
  order_uuid,
  state: "paid",
  user_id,
  created_on: null,
  payments: [],
  total: null,
  items: [
    { pass_id: "1", pass_uuid: "p", product_uuid: null, product_name: null, status: null, is_this: true, is_listed, price: null },
  ],
}); // prettier-ignore
const ROW = { user_id: 7, resolved_by: "order_items", order_uuid: "a" };
const NOTHING = { orders: [], payers: [], stored: [] };

test("routes that lead to one rider agree, each listed once", () => {
  const { routes, disagree } = riderRoutes(ROW, {
    orders: [order("a", "7", true)],
    payers: [{ order_uuid: "a", user_id: 7 }],
    stored: [{ route: "order_items", user_id: 7 }],
  });
  expect(routes.map((each) => each.route)).toEqual(["order_items", "order", "payment"]);
  expect(disagree).toBe(false);
});

test.each<[string, Parameters<typeof riderRoutes>[1]]>([
  ["the order that lists it", { ...NOTHING, orders: [order("b", "8", true)] }],
  ["the order it names", { ...NOTHING, orders: [order("a", "8", false)] }],
  ["who paid", { ...NOTHING, payers: [{ order_uuid: "a", user_id: 8 }] }],
  ["a stored route", { ...NOTHING, stored: [{ route: "token", user_id: 8 }] }],
])("%s, leading to another rider, is a disagreement", (_case, parts) => {
  expect(riderRoutes(ROW, parts).disagree).toBe(true);
  expect(riderRoutes(ROW, NOTHING).disagree).toBe(false);
});

test("a person's decision ends the disagreement, and the routes stay listed", () => {
  const decided = riderRoutes(
    { ...ROW, resolved_by: "person" },
    { ...NOTHING, stored: [{ route: "token", user_id: 8 }] },
  );
  expect(decided).toMatchObject({ disagree: false, routes: [{ route: "person" }, { route: "token" }] });
});

test("an unlinked pass has the routes of its order alone, and 0 is nobody", () => {
  const unlinked = riderRoutes(
    { user_id: null, resolved_by: null, order_uuid: "a" },
    { ...NOTHING, payers: [{ order_uuid: "a", user_id: 0 }], stored: [{ route: "event", user_id: 9 }] },
  );
  expect(unlinked).toMatchObject({
    user_id: null,
    disagree: false,
    routes: [{ route: "event", user_id: "9" }],
  });
});
