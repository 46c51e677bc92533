import { describe, expect, test } from "vitest";
import {
  AHEAD,
  codes,
  ENDED,
  ORDER,
  PASS,
  plain,
  PROVIDER,
  RULE,
  USED,
  why,
  ZONE,
} from "@/lib/testing/explained";
import type { ExplainFacts } from "./explain-facts";
import type { Pass } from "@/lib/passes/pass";

describe("the primary verdict says the main cause", () => {
  test.each<[string, Partial<Pass>, Partial<ExplainFacts>, string]>([
    ["window_ended", { provider_status: "EXPIRED", time_used: USED, expiration: ENDED }, {}, "Expired because its 3-hour ride window ended"],
    ["shelf_life_ended", { expiration: ENDED }, {}, "Expired because nobody used it in time"],
    ["validity_ended", { time_used: USED, expiration: ENDED, allowed_uses: 10, uses_count: 3 }, {}, "Expired because its validity ended"],
    ["expired_by_provider", { provider_status: "EXPIRED" }, {}, "Expired because Bytemark says so"],
    ["in_use", { provider_status: "USING", time_used: "2025-11-18T19:12:05.000Z", expiration: "2025-11-18T22:12:05.000Z" }, {}, "Using because its 3-hour ride window is still open"],
    ["in_use_without_end", { provider_status: "USING", time_used: USED }, {}, "Using because it was used and no end is recorded"],
    ["in_use_by_provider", { provider_status: "USING" }, {}, "Using because Bytemark says so"],
    ["not_used_yet", {}, {}, "Usable because nobody has used it yet"],
    ["rides_left", { allowed_uses: 10, uses_count: 3, time_used: USED }, {}, "Usable because 7 of its 10 rides are left"],
    ["rides_left", { allowed_uses: 10, uses_count: 9, time_used: USED }, {}, "Usable because 1 of its 10 rides is left"],
    ["rides_left_uncounted", { allowed_uses: 10, uses_count: null, time_used: USED }, {}, "Usable because rides are left on it"],
    ["rides_gone", { allowed_uses: 10, uses_count: 10, time_used: USED }, {}, "Used up because all 10 rides were used"],
    ["rides_gone", { uses_count: 1 }, {}, "Used up because its one ride was used"],
    ["rides_gone_by_provider", { provider_status: "USES_GONE", allowed_uses: null, uses_count: null }, {}, "Used up because Bytemark says every ride was used"],
    ["not_checked", { provider_status: null, synced_on: null }, {}, "Unknown because it was not checked with Bytemark yet"],
    ["no_status", { provider_status: null }, {}, "Unknown because Bytemark gave no status"],
    ["unknown_word", { provider_status: "LOCKED" }, {}, "Unknown because “LOCKED” is not a status we know"],
    ["refunded", {}, { provider: { ...PROVIDER, is_credited: true } }, "Usable because Bytemark did not close it when its order was refunded"],
    ["refunded", { time_used: USED, expiration: ENDED }, { provider: { ...PROVIDER, is_credited: true } }, "Expired because its time ended, and its order was refunded"],
    ["locked_to_device", {}, { provider: { ...PROVIDER, device: { nickname: "Old phone", locked_until: AHEAD, is_this_account: false } } }, "Usable because nobody has used it yet, but it works on another device only"],
    ["photo_pending", {}, { provider: { ...PROVIDER, photo_status: "PENDING" } }, "Usable because nobody has used it yet, but its photo is not approved"],
    ["photo_rejected", {}, { provider: { ...PROVIDER, photo_status: "REJECTED" } }, "Usable because nobody has used it yet, but its photo was rejected"],
    ["needs_connection", {}, { provider: { ...PROVIDER, payload_expiration: ENDED } }, "Usable because nobody has used it yet, but the app must be opened online first"],
    ["outside_activation_window", {}, { rule: { ...RULE, activation: [{ days: [6, 7], from: "06:00", until: "20:00", zone: ZONE }] } }, "Usable because nobody has used it yet, but this is outside its activation hours"],
  ])("%s: %s", (code, pass, facts, headline) => {
    const { primary } = why(pass, facts);
    expect(primary).toMatchObject({ code, headline, is_primary: true });
  }); // prettier-ignore
});

describe("every other rule that applies is told beside it", () => {
  const old = "2025-11-18T19:00:00.000Z";
  test.each<[string, Partial<Pass>, Partial<ExplainFacts>]>([
    ["never_flipped", { expiration: ENDED }, {}],
    ["use_not_recorded", { provider_status: "USING" }, {}],
    ["use_not_recorded", {}, { provider: { ...PROVIDER, time_used: USED } }],
    ["use_not_accepted", { time_used: USED, expiration: AHEAD }, {}],
    ["provider_differs", { provider_status: "USING", time_used: USED, expiration: ENDED }, {}],
    ["end_differs_from_rule", { provider_status: "EXPIRED", time_used: USED, expiration: "2025-11-18T18:42:05.000Z" }, {}],
    ["drift_seen", { drift: "time_skew" }, {}],
    ["snapshot_old", { synced_on: old }, {}],
    ["refresh_missed", { provider_status: "USING", time_used: USED, synced_on: old }, { refreshes: [{ scheduled_on: "2025-11-18T20:00:00.000Z", is_done: false }] }],
    ["refresh_missed", { provider_status: "USING", time_used: USED, synced_on: old }, { refreshes: [{ scheduled_on: "2025-11-18T20:00:00.000Z", is_done: true }] }],
    ["provider_not_reachable", {}, { account: { is_deleted: false, is_test: false, is_staff: false, has_token: false } }],
    ["free_ticket", {}, { rule: { ...RULE, is_reward: true }, orders: [] }],
    ["order_pending", {}, { orders: [{ ...ORDER, state: "pending" }] }],
    ["order_items_missing", {}, { orders: [{ ...ORDER, items: [] }] }],
    ["order_items_missing", {}, { orders: [{ ...ORDER, state: "missing" }] }],
    ["no_order", {}, { orders: [] }],
    ["snapshot_unreadable", {}, { provider: null, is_answer_unreadable: true }],
    ["duplicate_rows", {}, { duplicates: 1 }],
    ["duplicate_rows", { duplicate: true }, {}],
    ["values_held", { pinned: ["status"] }, {}],
    ["rider_unlinked", { user_id: null, rider: null }, {}],
    ["rider_not_linked_yet", { user_id: null, rider: null, rider_pending: true }, {}],
    ["rider_deleted", {}, { account: { is_deleted: true, is_test: false, is_staff: false, has_token: true } }],
    ["test_account", {}, { account: { is_deleted: false, is_test: true, is_staff: false, has_token: true } }],
    ["staff_account", {}, { account: { is_deleted: false, is_test: false, is_staff: true, has_token: true } }],
    ["rule_unknown", {}, { rule: null }],
    ["paid", {}, {}],
    ["use_count", { time_used: USED, expiration: ENDED }, {}],
    ["provider_agrees", {}, {}],
  ])("%s", (code, pass, facts) => {
    expect(codes(why(pass, facts))).toContain(code);
    expect(why(pass, facts).primary.code).not.toBe(code);
  }); // prettier-ignore

  test("a pass with nothing to say about has only its cause and what is good", () => {
    expect(codes(why({}))).toEqual(["not_used_yet", "paid", "provider_agrees"]);
  });

  test("what hinders a usable pass leaves its usual cause beside it", () => {
    const explanation = why({}, { provider: { ...PROVIDER, photo_status: "PENDING" } });
    expect(codes(explanation).slice(0, 2)).toEqual(["photo_pending", "not_used_yet"]);
  });
});

test("the paragraph names the rule, and the difference from it", () => {
  const late = why({ provider_status: "EXPIRED", time_used: USED, expiration: "2025-11-18T18:42:05.000Z" });
  expect(plain(late.primary.detail)).toBe(
    "First used today at 9:12 AM. A Park & Ride Zone 2 pass works for 3 hours from first use. " +
      "It stopped today at 12:42 PM, 1 h 59 min ago. That is 30 min later than its rule says.",
  );
  const [differs] = late.verdicts.filter(({ code }) => code === "end_differs_from_rule");
  expect(plain(differs?.label ?? "")).toBe("Ends 30 min later than its 3-hour rule");
});

test("an unknown rule is said, and an assumed one is called so", () => {
  const used = { provider_status: "EXPIRED", time_used: USED, expiration: ENDED };
  expect(why(used, { rule: null }).primary.detail).toContain("We do not know the rule for this product");
  expect(why(used, { rule: { ...RULE, is_assumed: true } }).primary.detail).toContain("assumed");
});

test("every fact names its source, and what a sync wrote is as old as the sync", () => {
  const { primary } = why({ time_used: USED, expiration: ENDED });
  expect(primary.facts.map(({ field, source }) => [field, source])).toEqual([
    ["time_used", "portal"],
    ["expiration", "portal"],
    ["fare_rule", "setting"],
    ["provider_status", "provider"],
    ["now", "clock"],
  ]);
  expect(primary.facts[1]?.as_of).toBe(PASS.synced_on);
});
