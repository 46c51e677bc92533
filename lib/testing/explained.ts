import fc from "fast-check";
import { bareFacts, type ExplainFacts } from "../passes/explain-facts";
import type { Pass } from "../passes/pass";
import type { PassOrder } from "../passes/pass-order";
import { PASS_STATUSES, PROVIDER_STATUSES } from "../passes/pass-status";
import { explain } from "../passes/pass-explain";

export const NOW = new Date("2025-11-18T20:42:00.000Z");
export const ZONE = "America/Chicago";

export const PASS: Pass = {
  id: "9418207",
  provider: "bytemark",
  pass_uuid: "5b00c001-70701-0d38-000-42bf-000-a77c-000-1a4b0000e001-000",
  serial: null,
  user_id: "20481",
  resolved_by: "order_items",
  rider: { display_name: "Rider Example", email_masked: "ri•••@example.com" },
  product_uuid: "91d4c8b0",
  product_name: "Park & Ride Zone 2",
  order_uuid: "order-1",
  event_uuid: null,
  status: "USABLE",
  provider_status: "USABLE",
  time_created: "2025-11-12T14:04:31.000Z",
  time_used: null,
  expiration: null,
  allowed_uses: 1,
  uses_count: 0,
  device_locked: false,
  drift: null,
  duplicate: false,
  pinned: [],
  archived: false,
  payment: { price: { amount: "3.25", currency: "USD", unit: "coins" }, type: "coins", passes: 1 },
  synced_on: "2025-11-18T20:41:00.000Z",
  created_on: null,
  modified_on: null,
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

export const FACTS: ExplainFacts = { ...bareFacts(NOW.toISOString()), rule: RULE, orders: [ORDER] };
export const USED = "2025-11-18T15:12:05.000Z";
export const ENDED = "2025-11-18T18:12:05.000Z";
export const AHEAD = "2026-02-10T12:00:00.000Z";

/** The explanation of a usual pass with some of its facts changed. */
export function why(pass: Partial<Pass>, facts: Partial<ExplainFacts> = {}, now = NOW) {
  return explain({ ...PASS, ...pass }, { ...FACTS, ...facts }, now, ZONE);
}

export function codes(explanation: ReturnType<typeof why>): string[] {
  return explanation.verdicts.map(({ code }) => code);
}

/** With the blanks people type. */
export function plain(text: string | null): string {
  return (text ?? "").replaceAll("\u00a0", " ");
}

export const anyInstant = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) })
  .map((ms) => new Date(ms).toISOString());
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
// A word of their own, so that it would be found again in what is told to a rider.
const canary = fc.stringMatching(/^CNRY[a-z0-9]{4,12}$/);
const uses = maybe(fc.integer({ min: -1, max: 12 }));
const window = fc.oneof(
  fc.record({ kind: fc.constant("elapsed" as const), minutes: fc.integer({ min: 1, max: 20_000 }) }),
  fc.record({
    kind: fc.constant("service_day" as const),
    cutoff: fc.constantFrom("00:00", "01:30", "02:30", "03:00", "23:59"),
    zone: fc.constantFrom(ZONE, "UTC", "Pacific/Auckland", "Australia/Lord_Howe"),
  }),
  fc.record({ kind: fc.constant("none" as const) }),
);
const activation = fc.array(
  fc.record({
    days: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
    from: fc.constantFrom("00:00", "02:30", "06:00", "22:00"),
    until: fc.constantFrom("00:00", "01:30", "09:00", "23:59"),
    zone: fc.constantFrom(ZONE, "UTC"),
  }),
  { maxLength: 2 },
);
export const anyPass: fc.Arbitrary<Pass> = fc.record({
  id: canary,
  provider: fc.oneof(fc.constant("bytemark"), canary),
  pass_uuid: maybe(canary),
  serial: maybe(canary),
  user_id: maybe(canary),
  resolved_by: maybe(canary),
  rider: maybe(fc.record({ display_name: canary, email_masked: maybe(canary) })),
  product_uuid: maybe(canary),
  product_name: maybe(canary),
  order_uuid: maybe(canary),
  event_uuid: maybe(canary),
  status: fc.constantFrom(...PASS_STATUSES),
  provider_status: maybe(fc.oneof(fc.constantFrom(...PROVIDER_STATUSES, "USING  ", ""), canary)),
  time_created: maybe(anyInstant),
  time_used: maybe(anyInstant),
  expiration: maybe(anyInstant),
  allowed_uses: uses,
  uses_count: uses,
  device_locked: fc.boolean(),
  drift: maybe(fc.oneof(fc.constantFrom("lagging", "missing_use"), canary)),
  duplicate: fc.boolean(),
  pinned: fc.array(canary, { maxLength: 2 }),
  archived: fc.constant(false),
  payment: fc.constantFrom(PASS.payment, null),
  synced_on: maybe(anyInstant),
  created_on: fc.constant(null),
  modified_on: fc.constant(null),
});
export const anyFacts: fc.Arbitrary<ExplainFacts> = fc.record({
  read_on: anyInstant,
  provider: maybe(
    fc.record({
      taken_on: anyInstant,
      status: maybe(fc.oneof(fc.constantFrom(...PROVIDER_STATUSES), canary)),
      time_used: maybe(anyInstant),
      expiration: maybe(anyInstant),
      device: maybe(
        fc.record({
          nickname: maybe(canary),
          locked_until: maybe(anyInstant),
          is_this_account: maybe(fc.boolean()),
        }),
      ),
      payload_expiration: maybe(anyInstant),
      photo_status: maybe(fc.constantFrom("PENDING" as const, "REJECTED" as const, "APPROVED" as const)),
      activation,
      is_credited: fc.boolean(),
    }),
  ),
  rule: maybe(
    fc.record({
      window,
      shelf_life_days: maybe(fc.integer({ min: 1, max: 900 })),
      activation,
      is_reward: fc.boolean(),
      is_assumed: fc.boolean(),
      source: maybe(canary),
      modified_on: anyInstant,
    }),
  ),
  orders: fc.constantFrom([], [ORDER], [{ ...ORDER, state: "pending" as const }], [{ ...ORDER, items: [] }]),
  refreshes: fc.array(fc.record({ scheduled_on: anyInstant, is_done: fc.boolean() }), { maxLength: 2 }),
  account: maybe(
    fc.record({
      is_deleted: fc.boolean(),
      is_test: fc.boolean(),
      is_staff: fc.boolean(),
      has_token: maybe(fc.boolean()),
    }),
  ),
  duplicates: fc.integer({ min: 0, max: 3 }),
});
export const anyZone = fc.constantFrom(ZONE, "UTC", "Pacific/Auckland");
