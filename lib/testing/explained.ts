import { bareFacts, type ExplainFacts } from "@/lib/explain/explain-facts";
import { BLANK_PASS } from "./blank-pass";
import type { Pass } from "@/lib/passes/pass";
import type { PassOrder } from "@/lib/passes/pass-order";
import { explain } from "@/lib/explain/explain";

const NOW = new Date("2025-11-18T20:42:00.000Z");
export const ZONE = "America/Chicago";

export const PASS: Pass = {
  ...BLANK_PASS,
  id: "9418207",
  provider: "bytemark",
  pass_uuid: "5b00c001-70701-0d38-000-42bf-000-a77c-000-1a4b0000e001-000",
  user_id: "20481",
  resolved_by: "order_items",
  rider: { display_name: "Rider Example", email_masked: "ri•••@example.com" },
  product_uuid: "91d4c8b0",
  product_name: "Park & Ride Zone 2",
  order_uuid: "order-1",
  status: "USABLE",
  provider_status: "USABLE",
  time_created: "2025-11-12T14:04:31.000Z",
  allowed_uses: 1,
  uses_count: 0,
  payment: { price: { amount: "3.25", currency: "USD", unit: "coins" }, type: "coins", passes: 1 },
  synced_on: "2025-11-18T20:41:00.000Z",
};

export const RULE: NonNullable<ExplainFacts["rule"]> = {
  window: { kind: "elapsed", minutes: 180 },
  shelf_life_days: 730,
  activation: [],
  is_reward: false,
  is_assumed: false,
  source: "METRO fare chart",
  modified_on: "2025-01-01T00:00:00.000Z",
};

export const PROVIDER: NonNullable<ExplainFacts["provider"]> = {
  taken_on: "2025-11-18T20:41:00.000Z",
  status: "USABLE",
  time_used: null,
  expiration: null,
  device: null,
  payload_expiration: null,
  photo_status: null,
  activation: [],
  is_credited: false,
};

export const ORDER: PassOrder = {
  order_uuid: "order-1",
  state: "paid",
  user_id: "20481",
  created_on: null,
  items: [
    {
      pass_id: "9418207",
      pass_uuid: null,
      product_uuid: null,
      product_name: null,
      status: null,
      is_this: true,
      is_listed: true,
      price: null,
    },
  ],
  payments: [],
  total: null,
};

const FACTS: ExplainFacts = { ...bareFacts(NOW.toISOString()), rule: RULE, orders: [ORDER] };
export const USED = "2025-11-18T15:12:05.000Z";
export const ENDED = "2025-11-18T18:12:05.000Z";
export const AHEAD = "2026-02-10T12:00:00.000Z";

/** The explanation of a usual pass, with some of its facts changed. */
export function why(pass: Partial<Pass>, facts: Partial<ExplainFacts> = {}, now = NOW) {
  return explain({ ...PASS, ...pass }, { ...FACTS, ...facts }, now, ZONE);
}

export function codes(explanation: ReturnType<typeof why>): string[] {
  return explanation.verdicts.map(({ code }) => code);
}

/** Replaces non-breaking spaces with plain ones. */
export function plain(text: string | null): string {
  return (text ?? "").replaceAll("\u00a0", " ");
}
