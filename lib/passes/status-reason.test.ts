import { describe, expect, test } from "vitest";
import type { Pass } from "@/lib/passes/pass";
import { PASS_STATUSES, PROVIDER_STATUSES } from "@/lib/passes/pass-status";
import { statusReason } from "@/lib/passes/status-reason";

const NOW = new Date("2025-11-18T20:42:00.000Z");
const CLOCK = { now: NOW, zone: "America/Chicago" };

const PASS: Pass = {
  id: "9418207",
  provider: "bytemark",
  pass_uuid: "5b00c001-70701-0d38-000-42bf-000-a77c-000-1a4b0000e001-000",
  serial: null,
  user_id: "20481",
  resolved_by: "order_items",
  rider: { display_name: "Rider Example", email_masked: "ri•••@example.com" },
  product_uuid: null,
  product_name: "Park & Ride Zone 2",
  order_uuid: null,
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

const why = (facts: Partial<Pass>) => statusReason({ ...PASS, ...facts }, CLOCK);
const plain = (text: string) => text.replaceAll("\u00a0", " ");
const USED = "2025-11-18T15:12:05.000Z";
const ENDED = "2025-11-18T18:12:05.000Z";

describe("the headline says the main cause", () => {
  test.each<[string, Partial<Pass>, string]>([
    [
      "ride window over",
      { provider_status: "EXPIRED", time_used: USED, expiration: ENDED },
      "Expired because its 3-hour ride window ended",
    ],
    ["shelf life over", { expiration: ENDED }, "Expired because nobody used it in time"],
    [
      "ended with rides left",
      { time_used: USED, expiration: ENDED, allowed_uses: 10, uses_count: 3 },
      "Expired because its validity ended",
    ],
    ["only the provider says so", { provider_status: "EXPIRED" }, "Expired because Bytemark says so"],
    [
      "inside the ride window",
      { provider_status: "USING", time_used: USED, expiration: "2025-11-18T21:12:05.000Z" },
      "Using because its 6-hour ride window is still open",
    ],
    [
      "in use without an end",
      { provider_status: "USING", time_used: USED },
      "Using because it was used and no end is recorded",
    ],
    ["in use by the provider's word", { provider_status: "USING" }, "Using because Bytemark says so"],
    ["never used", {}, "Usable because nobody has used it yet"],
    [
      "rides left",
      { allowed_uses: 10, uses_count: 3, time_used: USED },
      "Usable because 7 of its 10 rides are left",
    ],
    [
      "one ride left",
      { allowed_uses: 10, uses_count: 9, time_used: USED },
      "Usable because 1 of its 10 rides is left",
    ],
    [
      "all rides used",
      { allowed_uses: 10, uses_count: 10, time_used: USED },
      "Used up because all 10 rides were used",
    ],
    ["the one ride used", { uses_count: 1 }, "Used up because its one ride was used"],
    [
      "used up by the provider's word",
      { provider_status: "USES_GONE", allowed_uses: null, uses_count: null },
      "Used up because Bytemark says every ride was used",
    ],
    [
      "portal-only row",
      { provider_status: null, synced_on: null },
      "Unknown because it was not checked with Bytemark yet",
    ],
    ["no word", { provider_status: null }, "Unknown because Bytemark gave no status"],
    ["a word of nobody's", { provider_status: "LOCKED" }, "Unknown because “LOCKED” is not a status we know"],
  ])("%s", (_name, facts, headline) => expect(why(facts).headline).toBe(headline));
});

test("the detail tells the times on the agency's clocks and that the fare rule is not on record", () => {
  const { detail } = why({ provider_status: "EXPIRED", time_used: USED, expiration: ENDED });
  expect(plain(detail)).toBe(
    "First used today at 9:12 AM. It worked until today at 12:12 PM, 2 h 29 min ago. " +
      "The fare rule of this product is not on record, so these are the times of the pass itself.",
  );
});

test("a provider that still says usable is a difference, not an agreement", () => {
  const { checks } = why({ time_used: USED, expiration: ENDED });
  expect(checks).toContainEqual({ tone: "drift", text: "Bytemark still says usable" });
  const same = why({ provider_status: "EXPIRED", time_used: USED, expiration: ENDED });
  expect(same.checks).toContainEqual({ tone: "ok", text: "Bytemark also says expired" });
});

test("an unlinked pass and a deleted rider are named", () => {
  expect(why({ user_id: null, rider: null }).checks).toContainEqual({
    tone: "warn",
    text: "No rider is linked",
  });
  const deleted = why({ rider: { display_name: "Deleted rider", email_masked: null } });
  expect(deleted.checks).toContainEqual({ tone: "warn", text: "The rider’s account was deleted" });
});

test("whatever a pass holds, there is a reason, at most four checks, and words fit for a rider", () => {
  const words = [...PROVIDER_STATUSES, "LOCKED", "", null];
  for (const provider_status of words) {
    for (const time_used of [null, USED]) {
      for (const expiration of [null, ENDED, "2026-02-10T12:00:00.000Z"]) {
        for (const [allowed_uses, uses_count] of [
          [null, null],
          [1, 0],
          [1, 1],
          [10, 3],
          [10, 10],
          [0, 4],
          [10, null],
        ]) {
          const facts = { provider_status, time_used, expiration, allowed_uses, uses_count, user_id: null };
          const reason = why(facts);
          expect(PASS_STATUSES).toContain(reason.status);
          expect(reason.headline).toMatch(/^(Usable|Using|Used up|Expired|Unknown) because \S/);
          expect(reason.checks.length).toBeLessThanOrEqual(4);
          expect(reason.detail).not.toMatch(/undefined|null|NaN|Invalid/);
          expect(reason.tell_rider).toMatch(/[Yy]our? /);
          expect(reason.tell_rider).not.toMatch(/Bytemark|portal|5b00c001|undefined|null|NaN/);
        }
      }
    }
  }
});
