import { expect, test } from "vitest";
import { BLANK_PASS } from "@/lib/testing/blank-pass";
import type { Pass } from "@/lib/passes/pass";
import type { PassOrder, PassOrderItem } from "@/lib/passes/pass-order";
import { passFindings, type Surroundings } from "./pass-findings";

const NOW = new Date("2026-11-22T20:00:00.000Z");
const PASS: Pass = {
  ...BLANK_PASS,
  id: "1",
  provider: "bytemark",
  pass_uuid: "p",
  status: "USABLE",
  provider_status: "USABLE",
};

const item = (given: Partial<PassOrderItem>): PassOrderItem => ({
  pass_id: "2",
  pass_uuid: "q",
  product_uuid: null,
  product_name: null,
  status: null,
  is_this: false,
  is_listed: true,
  price: null,
  ...given,
});
const order = (items: PassOrderItem[], state: PassOrder["state"] = "paid"): PassOrder => ({
  order_uuid: "o",
  state,
  user_id: "7",
  created_on: null,
  items,
  payments: [],
  total: null,
});
const THIS = item({ pass_id: "1", pass_uuid: "p", is_this: true });

function headlines(given: Partial<Surroundings>): [string, string][] {
  const around = {
    orders: [order([THIS])],
    repeats: [],
    is_refresh_overdue: false,
    is_reward: null,
    ...given,
  };
  const found = passFindings({ portal: PASS, snapshot: null, told: [], now: NOW }, around);
  return found.map((finding) => [finding.class, finding.headline]);
}

test("a pass whose order lists it and nothing else raises nothing", () => {
  expect(headlines({})).toEqual([]);
});

test.each<[string, Partial<Surroundings>, [string, string][]]>([
  ["no order", { orders: [] }, [["order_missing", "No order holds this pass"]]],
  ["a reward ride needs none", { orders: [], is_reward: true }, []],
  ["the order is not on record", { orders: [order([], "missing")] }, [["order_missing", "The order it names is not on record"]]],
  ["the order was not completed", { orders: [order([THIS], "pending")] }, [["order_missing", "Its order was never completed"]]],
  ["the order lists nothing", { orders: [order([item({ ...THIS, is_listed: false })])] }, [["order_missing", "Its order lists no passes"]]],
  ["the order lists others", { orders: [order([item({}), item({ ...THIS, is_listed: false })])] }, [["order_missing", "Its order does not list this pass"]]],
  ["a sold pass without a row", { orders: [order([THIS, item({ pass_id: null })])] }, [["pass_missing", "Another pass of its order is not in the portal"]]],
  ["two of them", { orders: [order([THIS, item({ pass_id: null }), item({ pass_id: null })])] }, [["pass_missing", "2 other passes of its order are not in the portal"]]],
  ["another row of the pass", { repeats: ["9"] }, [["duplicate_use", "Another row holds this pass"]]],
  ["a refresh that is late", { is_refresh_overdue: true }, [["refresh_missed", "Refresh missed"]]],
])("%s", (_case, given, expected) => {
  expect(headlines(given)).toEqual(expected);
}); // prettier-ignore
