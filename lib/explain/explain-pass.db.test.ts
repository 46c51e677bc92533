import { afterAll, beforeAll, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { portalHas } from "@/db/testing/portal/chosen-portal";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { plantPass } from "@/lib/testing/test-correction";
import { explainPass } from "./explain-pass";
import { asked } from "@/lib/testing/asked";
import { EXPLAIN_QUERY } from "./explain-query";

const NOW = "2026-11-22T12:00:00Z";
const PRODUCT = "product-3h";

let schema: TestSchema;
let ctx: Context;
let usedId: string;

const remote = {
  status: "USABLE",
  serial: null,
  product_uuid: PRODUCT,
  product_name: "Local Single Ride",
  order_uuid: null,
  order_reference: null,
  order_item_uuid: null,
  event_uuid: null,
  time_created: null,
  time_used: null,
  expiration: null,
  allowed_uses: 1,
  uses_count: 0,
  modified: null,
  device: null,
  payload_expiration: null,
  photo_status: null,
  activation_windows: [],
  is_credited: false,
};

const rule = {
  window: { kind: "elapsed", minutes: 180 },
  shelf_life_days: 730,
  activation: [],
  is_reward: false,
  is_assumed: true,
  source: "METRO fare chart",
};

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web, { at: NOW });
  const { owner } = schema;
  usedId = await plantPass(owner, {
    pass_uuid: "used",
    product_uuid: PRODUCT,
    user_id: 7,
    order_uuid: "order-1",
    status: "USING",
    allowed_uses: 1,
    uses_count: 1,
    time_created: "2026-11-20 08:00:00",
    time_used: "2026-11-21 15:00:00",
    expiration: "2026-11-21 18:30:00",
    synced_on: "2026-11-21 15:05:00",
  });
  await owner("pd_fare_rule").insert({
    provider: "bytemark",
    product_uuid: PRODUCT,
    rule: JSON.stringify(rule),
  });
  const orderId = await insertRows(owner, "bytemark_orders", {
    user_id: 7,
    order_uuid: "order-1",
    status: 1,
  });
  await insertRows(owner, "bytemark_order_payments", {
    payment_type: "coins",
    total_price: 1.25,
    user_id: 7,
    order_id: orderId,
    order_uuid: "order-1",
  });
  await insertRows(owner, "bytemark_ticket_refresh_log", [
    { user_id: 7, activity_type: 3, status: 1, scheduled_on: "2026-11-21 18:00:00", created_on: "2026-11-21 15:00:02" },
    { user_id: 8, activity_type: 3, status: 0, scheduled_on: "2026-11-21 18:00:00", created_on: "2026-11-21 15:00:02" },
  ]); // prettier-ignore
  await insertRows(owner, "internal_user_tag", { user_id: 7, tag: "test_user" });
});
afterAll(() => schema.drop());

const codes = async (passId: string, at?: string) =>
  (await explainPass(ctx, passId, { at })).verdicts.map(({ code }) => code);

test("a pass is explained by what every table holds of it", async () => {
  const { primary, status, valid, verdicts } = await explainPass(ctx, usedId);
  expect({ status, valid }).toEqual({ status: "EXPIRED", valid: false });
  expect(primary).toMatchObject({
    code: "window_ended",
    headline: "Expired because its 3-hour ride window ended",
    is_primary: true,
  });
  expect(primary.facts.find(({ field }) => field === "fare_rule")?.value).toContain("3 hours");
  expect(verdicts.map(({ code }) => code)).toEqual([
    "window_ended",
    "provider_differs",
    "end_differs_from_rule",
    "snapshot_old",
    ...(portalHas("bytemark_ticket_refresh_log") ? ["refresh_missed"] : []),
    "provider_not_reachable",
    "order_items_missing",
    "test_account",
    "paid",
    "use_count",
  ]);
});

test("a snapshot, a second row, an account at the provider and a missing rule each change what is said", async () => {
  const { owner } = schema;
  const id = await plantPass(owner, {
    pass_uuid: "fresh",
    product_uuid: "product-unknown",
    user_id: 9,
    allowed_uses: 1,
    synced_on: "2026-11-22 11:59:00",
  });
  await insertRows(owner, "bytemark_tokens", { user_id: 9, status: "used" });
  expect(await codes(id)).toEqual(["not_used_yet", "no_order", "rule_unknown", "provider_agrees"]);
  await plantPass(owner, { pass_uuid: "fresh", duplicate_of: Number(id) });
  const device = { nickname: "Old phone", model: null, locked_until: null, is_this_account: false };
  await owner("pd_snapshot").insert({
    provider: "bytemark",
    pass_uuid: "fresh",
    remote: JSON.stringify({ ...remote, device }),
    taken_on: "2026-11-22 11:59:00",
  });
  expect(await codes(id)).toEqual([
    "locked_to_device",
    "not_used_yet",
    "no_order",
    "duplicate_rows",
    "rule_unknown",
    "provider_agrees",
  ]);
});

test("a stored snapshot and a stored rule that cannot be read are said so and take nothing down", async () => {
  const { owner } = schema;
  const id = await plantPass(owner, { pass_uuid: "broken", product_uuid: "product-broken", user_id: 7 });
  const key = { provider: "bytemark", product_uuid: "product-broken" };
  await owner("pd_fare_rule").insert({ ...key, rule: '{"window":1}' });
  const stored = { provider: "bytemark", pass_uuid: "broken", taken_on: "2026-11-22 11:59:00" };
  const window = { days: [1], from: "06:00", until: "09:00", zone: "Nowhere/Known" };
  await owner("pd_snapshot").insert({ ...stored, remote: '{"status":7}' });
  expect(await codes(id)).toEqual(expect.arrayContaining(["snapshot_unreadable", "rule_unknown"]));
  await owner("pd_snapshot")
    .where({ pass_uuid: "broken" })
    .update({ remote: JSON.stringify({ ...remote, activation_windows: [window] }) });
  expect(await codes(id)).toContain("snapshot_unreadable");
});

test("at a past instant it says what was true then", async () => {
  expect(await explainPass(ctx, usedId, { at: "2026-11-21T16:00:00Z" })).toMatchObject({
    status: "USING",
    valid: true,
    at: "2026-11-21T16:00:00.000Z",
  });
  expect((await codes(usedId, "2026-11-21T14:59:59Z"))[0]).toBe("not_used_yet");
  expect(await codes(usedId, "2026-11-20T07:59:59Z")).toEqual(["not_issued_yet"]);
});

test("an instant that is none or lies ahead is refused by the name of its parameter", async () => {
  for (const at of ["soon", "", "2026-11-22T12:00:00", "2026-11-22T12:00:00.001Z"]) {
    await expect(explainPass(ctx, usedId, { at })).rejects.toMatchObject({
      code: "invalid_parameter",
      errors: [{ field: "at" }],
    });
  }
  expect(asked(EXPLAIN_QUERY)).toEqual({ at: null });
});

test("nobody gets nothing, and no pass is 404", async () => {
  await expect(explainPass({ ...ctx, actor: null }, usedId)).rejects.toMatchObject({
    code: "unauthenticated",
  });
  await expect(explainPass(ctx, "999999")).rejects.toMatchObject({ code: "not_found" });
  const support = { ...ctx, actor: testActor("support") };
  expect((await explainPass(support, usedId)).status).toBe("EXPIRED");
});

test("no verdict holds a stored credential", async () => {
  expect(JSON.stringify(await explainPass(ctx, usedId))).not.toContain("CNRY");
});
