import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codes, ORDER, PASS, ZONE } from "@/lib/testing/explained";
import type { ExplainFacts } from "./explain-facts";
import { BLANK_PASS } from "@/lib/testing/blank-pass";
import type { Pass } from "@/lib/passes/pass";
import { passAt } from "./pass-at";
import { explain } from "./explain";
import { PASS_STATUSES, passStatus, PROVIDER_STATUSES, STATUS_LABEL } from "@/lib/passes/pass-status";

const anyInstant = fc
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
const anyPass: fc.Arbitrary<Pass> = fc
  .record({
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
    provider_status: maybe(
      fc.oneof(fc.constantFrom(...PROVIDER_STATUSES, "USABLE", "USABLE", "USABLE", "USING  ", ""), canary),
    ),
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
    archived_on: fc.constant(null),
    payment: fc.constantFrom(PASS.payment, null),
    synced_on: maybe(anyInstant),
    created_on: fc.constant(null),
    modified_on: fc.constant(null),
  })
  .map((made) => ({ ...BLANK_PASS, ...made }));
const anyFacts: fc.Arbitrary<ExplainFacts> = fc.record({
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
  is_answer_unreadable: fc.boolean(),
  duplicates: fc.integer({ min: 0, max: 3 }),
});
const anyZone = fc.constantFrom(ZONE, "UTC", "Pacific/Auckland");

const UNFIT = /CNRY|bytemark|portal|provider|snapshot|token|database|[0-9a-f]{8}-/i;

test("the control: an id, a system and a stored value are each found in what is told", () => {
  for (const unfit of ["Pass CNRYab12 is over", "Bytemark says so", "5b00c001-70701"])
    expect(unfit).toMatch(UNFIT);
});

describe("whatever a pass holds", () => {
  test("there is exactly one primary verdict, the first, and it names the status of that instant", () => {
    fc.assert(
      fc.property(anyPass, anyFacts, anyInstant, anyZone, (each, known, at, shown) => {
        const now = new Date(at);
        const explanation = explain(each, known, now, shown);
        const { verdicts, primary, status } = explanation;
        expect(verdicts.filter(({ is_primary }) => is_primary)).toEqual([primary]);
        expect(verdicts[0]).toBe(primary);
        expect(new Set(codes(explanation)).size).toBe(verdicts.length);
        expect(primary.headline.startsWith(`${STATUS_LABEL[status]} because `)).toBe(true);
        if (primary.code === "not_issued_yet") expect(explanation.is_past).toBe(true);
        else expect(status).toBe(passStatus(passAt(each, known, now), now));
        if (!explanation.is_past) expect(status).toBe(passStatus(each, now));
      }),
      { numRuns: 1500 },
    );
  });

  test("the words are whole, and a rider's hold no id, no name and no system", () => {
    fc.assert(
      fc.property(anyPass, anyFacts, anyInstant, anyZone, (each, known, at, shown) => {
        const { verdicts, primary } = explain(each, known, new Date(at), shown);
        for (const verdict of verdicts) {
          const { label, headline, detail, next_step, tell_rider } = verdict;
          for (const text of [label, headline, detail, next_step ?? "", tell_rider ?? ""]) {
            expect(text).not.toMatch(/undefined|\bnull\b|NaN|Invalid|\[object/);
          }
          expect(tell_rider ?? "").not.toMatch(UNFIT);
          expect(verdict.facts.every(({ value }) => value !== "")).toBe(true);
        }
        expect(primary.tell_rider).toMatch(/your? /i);
      }),
      { numRuns: 1500 },
    );
  });
});
