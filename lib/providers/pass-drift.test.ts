import fc from "fast-check";
import { expect, test } from "vitest";
import { DRIFT_ADVICE, type DriftClass } from "@/lib/passes/words/drift-words";
import { BLANK_PASS } from "@/lib/testing/blank-pass";
import type { Pass } from "@/lib/passes/pass";
import type { PassOrder } from "@/lib/passes/pass-order";
import { passStatus } from "@/lib/passes/pass-status";
import type { Surroundings } from "./pass-findings";
import { comparePass } from "./pass-drift";
import type { RemotePass } from "./remote-pass";

const NOW = new Date("2026-11-22T20:00:00.000Z");

const PASS: Pass = {
  ...BLANK_PASS,
  id: "1",
  provider: "bytemark",
  pass_uuid: "p",
  serial: "1-2-3-4",
  user_id: "7",
  resolved_by: "order_items",
  product_uuid: "product",
  product_name: "Local Single Ride",
  order_uuid: "order",
  event_uuid: "event",
  status: "USABLE",
  provider_status: "USABLE",
  time_created: "2026-11-20T10:00:00.000Z",
  expiration: "2028-11-19T10:00:00.000Z",
  allowed_uses: 1,
  uses_count: 0,
  synced_on: "2026-11-22T19:59:00.000Z",
};
const USED = {
  provider_status: "USING",
  time_used: "2026-11-22T18:00:00.000Z",
  expiration: "2026-11-22T21:00:00.000Z",
  uses_count: 1,
} as const;

const pass = (changes: Partial<Pass> = {}): Pass => {
  const made = { ...PASS, ...changes };
  return { ...made, status: passStatus(made, NOW) };
};

function remoteOf(portal: Pass, changes: Partial<RemotePass> = {}): RemotePass {
  const { provider_status: status, serial, product_uuid, product_name, order_uuid, event_uuid } = portal;
  const { time_created, time_used, expiration, allowed_uses, uses_count } = portal;
  return {
    status, serial, product_uuid, product_name, order_uuid, event_uuid, time_created, time_used, expiration,
    allowed_uses, uses_count, order_reference: null, order_item_uuid: null, modified: null, device: null,
    payload_expiration: null, photo_status: null, activation_windows: [], is_credited: false, ...changes,
  }; // prettier-ignore
}

const LISTED: PassOrder = {
  order_uuid: "order",
  state: "paid",
  user_id: "7",
  created_on: null,
  payments: [],
  total: null,
  items: [
    { pass_id: "1", pass_uuid: "p", product_uuid: null, product_name: null, status: null, is_this: true, is_listed: true, price: null },
  ],
}; // prettier-ignore
const AROUND: Surroundings = { orders: [LISTED], repeats: [], is_refresh_overdue: false, is_reward: false };

function compare(portal: Pass, remote: RemotePass, more: { taken_on?: string; around?: Surroundings } = {}) {
  const snapshot = { remote, taken_on: more.taken_on ?? "2026-11-22T19:59:00.000Z", payload_hash: null };
  return comparePass(portal, snapshot, more.around ?? AROUND, NOW);
}

const classes = (comparison: { differences: { field: string; class: string }[] }) =>
  Object.fromEntries(comparison.differences.map((each) => [each.field, each.class]));

const iso = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const word = maybe(
  fc.oneof(fc.constantFrom("USABLE", "USING", "EXPIRED", "USES_GONE", "FROZEN"), fc.string()),
);
const values = {
  serial: maybe(fc.string()),
  product_uuid: maybe(fc.constantFrom("a", "b")),
  order_uuid: maybe(fc.constantFrom("a", "b")),
  event_uuid: maybe(fc.constantFrom("a", "b")),
  time_created: maybe(iso),
  time_used: maybe(iso),
  expiration: maybe(iso),
  allowed_uses: maybe(fc.integer({ min: -1, max: 12 })),
  uses_count: maybe(fc.integer({ min: 0, max: 12 })),
};
const anyPass = fc
  .record({
    ...values,
    provider_status: word,
    synced_on: maybe(iso),
    drift: maybe(fc.constantFrom("lagging", "time_skew", "of tomorrow", "toString")),
    pinned: fc.subarray(["status", "time_used", "expiration", "uses_count", "order_uuid"]),
  })
  .map(pass);
const anyRemote = fc.record({ ...values, status: word }).map((given) => remoteOf(PASS, given));

test("a row beside a snapshot made from itself differs in nothing, whatever the pass and the instant", () => {
  fc.assert(
    fc.property(anyPass, iso, (portal, taken_on) => {
      const { fields, differences } = compare(portal, remoteOf(portal), { taken_on });
      expect(differences).toEqual([]);
      expect(fields.every((field) => field.is_same)).toBe(true);
    }),
  );
});

test("every difference has exactly one class with words, told once a field, for any two sides", () => {
  fc.assert(
    fc.property(anyPass, anyRemote, iso, (portal, remote, taken_on) => {
      const { fields, differences } = compare(portal, remote, { taken_on });
      const differing = fields.filter((field) => field.verdict === "differs").map((field) => field.field);
      expect(differences.map((each) => each.field)).toEqual(differing);
      for (const each of differences) expect(DRIFT_ADVICE[each.class].what_to_do).toBe(each.what_to_do);
    }),
  );
});

test("what differs does not depend on which side is which", () => {
  fc.assert(
    fc.property(anyPass, anyPass, (one, other) => {
      const there = compare(one, remoteOf(other)).fields.map((field) => field.verdict);
      expect(compare(other, remoteOf(one)).fields.map((field) => field.verdict)).toEqual(there);
    }),
  );
});

test("unreadable times, words and numbers make no comparison throw", () => {
  const broken = {
    time_used: "soon",
    expiration: "",
    time_created: "0000-00-00T00:00:00.000Z",
    uses_count: NaN,
  };
  expect(() => compare(pass(broken), remoteOf(PASS, USED))).not.toThrow();
  expect(() => compare(pass(USED), remoteOf(PASS, broken), { taken_on: "never" })).not.toThrow();
});

test.each<[string, DriftClass, string, Pass, Partial<RemotePass>, string?]>([
  ["used at the provider alone", "missing_use", "time_used", pass(), { ...USED, status: "USING" }],
  ["used by word and count on both sides, its time at the provider alone", "missing_use", "time_used", pass({ ...USED, time_used: null }), { time_used: USED.time_used }],
  ["used in the portal hours before the provider was asked", "missing_use", "time_used", pass(USED), { status: "USABLE", time_used: null, uses_count: 0 }],
  ["used in the portal just before the provider was asked", "lagging", "status", pass(USED), { status: "USABLE", time_used: null, uses_count: 0, expiration: PASS.expiration }, "2026-11-22T18:20:00.000Z"],
  ["first uses 11 minutes apart", "time_skew", "time_used", pass(USED), { time_used: "2026-11-22T18:11:00.000Z" }],
  ["the end moved with the first use", "time_skew", "expiration", pass(USED), { time_used: "2026-11-22T18:11:00.000Z", expiration: "2026-11-22T21:11:00.000Z" }],
  ["another end, both asked at once", "value_differs", "expiration", pass(USED), { expiration: "2026-11-22T21:30:00.000Z" }],
  ["another end, the provider asked a day before", "lagging", "expiration", pass(USED), { expiration: "2026-11-22T21:30:00.000Z" }, "2026-11-21T19:00:00.000Z"],
  ["another end, held by a correction", "pinned", "expiration", pass({ ...USED, pinned: ["expiration"] }), { expiration: "2026-11-22T21:30:00.000Z" }],
  ["a status that follows from a held end", "pinned", "status", pass({ ...USED, expiration: "2026-11-22T19:00:00.000Z", pinned: ["expiration"] }), { expiration: "2026-11-22T21:30:00.000Z" }],
  ["expired at the provider alone", "expired_at_provider", "status", pass(), { status: "EXPIRED" }],
  ["expired in the portal alone", "never_expired", "status", pass({ provider_status: "EXPIRED" }), { status: "USABLE" }],
  ["the provider names an order, the portal none", "order_missing", "order_uuid", pass({ order_uuid: null }), { order_uuid: "order" }],
  ["never synced", "lagging", "order_uuid", pass({ order_uuid: null, synced_on: null }), { order_uuid: "order" }],
  ["never synced, and over at the provider", "lagging", "status", pass({ provider_status: null, synced_on: null }), { status: "EXPIRED" }],
  ["a row that repeats another", "duplicate_use", "status", pass({ provider_status: null, duplicate: true }), { status: "EXPIRED" }],
  ["fewer uses in the portal", "missing_use", "uses_count", pass({ allowed_uses: 10, uses_count: 2 }), { uses_count: 3 }],
  ["a word we do not know", "value_differs", "status", pass(), { status: "FROZEN" }],
])("%s: %s", (_case, name, field, portal, changes, taken_on) => {
  const comparison = compare(portal, remoteOf(portal, changes), taken_on === undefined ? {} : { taken_on });
  expect(classes(comparison)[field]).toBe(name);
}); // prettier-ignore

test("first uses within five minutes are the same use; an end is exact to the second", () => {
  const near = compare(pass(USED), remoteOf(pass(USED), { time_used: "2026-11-22T18:05:00.000Z" }));
  expect(near.differences).toEqual([]);
  expect(near.fields.find((field) => field.field === "time_used")?.note).toBe(
    "5\u00a0min apart, within 5\u00a0min",
  );
  const far = compare(pass(USED), remoteOf(pass(USED), { time_used: "2026-11-22T18:05:00.001Z" }));
  expect(classes(far)).toEqual({ time_used: "time_skew" });
  const rounded = compare(pass(USED), remoteOf(pass(USED), { expiration: "2026-11-22T21:00:00.999Z" }));
  expect(rounded.differences).toEqual([]);
  const late = compare(pass(USED), remoteOf(pass(USED), { expiration: "2026-11-22T21:00:01.000Z" }));
  expect(late.fields.find((field) => field.field === "expiration")?.note).toBe("1\u00a0s later");
});

test("an end that the portal alone has written down is the same state, said so", () => {
  const ended = pass({ ...USED, provider_status: "EXPIRED", expiration: "2026-11-22T19:00:00.000Z" });
  const { fields, differences } = compare(ended, remoteOf(ended, { status: "USING" }));
  expect(differences).toEqual([]);
  expect(fields[0]).toMatchObject({ verdict: "same", note: "Both amount to expired" });
});

test("what one side never said is no difference; the end of an unused pass neither", () => {
  const { fields, differences } = compare(pass(), remoteOf(pass(), { serial: null, expiration: null }));
  expect(differences).toEqual([]);
  expect(fields.filter((field) => field.verdict === "not_comparable").map((field) => field.field)).toEqual([
    "expiration",
    "serial",
  ]);
});

test("without an answer of the provider nothing is compared, and what the last sync saw is told", () => {
  const { fields, differences, findings } = comparePass(pass({ drift: "pass_missing" }), null, AROUND, NOW);
  expect([fields, differences]).toEqual([[], []]);
  expect(findings).toMatchObject([{ class: "pass_missing" }]);
});

test("a class that a difference tells is not told again; one unknown to us is not guessed at", () => {
  const skewed = pass({ ...USED, drift: "time_skew" });
  const remote = remoteOf(skewed, { time_used: "2026-11-22T18:11:00.000Z" });
  expect(compare(skewed, remote).findings).toEqual([]);
  expect(compare(pass({ drift: "toString" }), remoteOf(pass())).findings).toEqual([]);
});

test("a pass that the provider, asked after its end, still calls open was never expired there", () => {
  const over = pass({ expiration: "2026-11-22T12:00:00.000Z" });
  expect(compare(over, remoteOf(over)).findings).toMatchObject([{ class: "never_expired" }]);
  expect(compare(over, remoteOf(over), { taken_on: "2026-11-22T11:00:00.000Z" }).findings).toEqual([]);
});
