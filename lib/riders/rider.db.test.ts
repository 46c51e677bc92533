import { afterAll, beforeAll, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import type { Database } from "@/db/connection";
import { portalHas } from "@/db/testing/portal/chosen-portal";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { correct, plantPass } from "@/lib/testing/test-correction";
import { getRider } from "./get-rider";
import { getRiderIdentity } from "./get-rider-identity";
import { getRiderOrder } from "@/lib/riders/orders/get-rider-order";
import { getRiderRecord } from "./get-rider-record";
import { listRiderOrders } from "@/lib/riders/orders/list-rider-orders";
import { listRiderPasses } from "./list-rider-passes";

const NOW = "2026-11-22T12:00:00Z";
const MOST_STATEMENTS = 16;
const CROWDED = 900;

let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web, { at: NOW });
  await plantOrders(schema.owner);
  await plantCrowd(schema.owner);
});
afterAll(() => schema.drop());

const REWARD_RULE = { window: { kind: "none" }, shelf_life_days: null, activation: [], is_reward: true, is_assumed: false, source: null }; // prettier-ignore

async function plantOrders(owner: Database): Promise<void> {
  await owner("pd_fare_rule").insert({ provider: "bytemark", product_uuid: "free-ride", rule: JSON.stringify(REWARD_RULE) });
  await plantPass(owner, { pass_uuid: "a", order_uuid: "order-1", user_id: 7, resolved_by: "order_items" });
  await plantPass(owner, { pass_uuid: "b", order_uuid: "order-1", user_id: 7, resolved_by: "token" });
  const used = { user_id: 7, status: "USING", allowed_uses: 1, time_used: "2026-11-22 11:00:00" };
  const using = await plantPass(owner, { ...used, pass_uuid: "c", synced_on: "2026-11-22 09:00:00" });
  await plantPass(owner, { pass_uuid: "c", user_id: 7, duplicate_of: Number(using) });
  await plantPass(owner, { pass_uuid: "d", user_id: 7, status: "FROZEN", order_uuid: "order-of-8" });
  await owner("auth_user").where({ id: 7 }).update({ phone_number: "+17135550147" });
  await insertRows(owner, "internal_user_tag", { user_id: 7, tag: "staff" });
  await insertRows(owner, "bytemark_tokens", { user_id: 7, token: "CNRY-token", password: "CNRY-pass", status: "used" });
  await plantOrder(owner, { uuid: "order-1", user: 7, at: "2026-11-20 08:00:00", passes: ["a", "b", "b", "gone"] });
  await plantOrder(owner, { uuid: "order-2", user: 7, at: "2026-11-20 09:00:00", passes: ["c"] });
  await plantOrder(owner, { uuid: "order-old", user: 7, at: "2024-01-01 09:00:00", passes: ["d"] });
  await insertRows(owner, "bytemark_orders", { user_id: 7, order_uuid: "order-3", status: 0, created_on: "2026-11-21 09:00:00" });
  await plantOrder(owner, { uuid: "order-of-8", user: 8, at: "2026-11-20 08:00:00", passes: [] });
  await insertRows(owner, "points_transaction", [
    { user_id: 7, activity_type: 11, points: -3.75, balance: 5, note: "order-1", created_on: "2026-11-20 08:00:00" },
    { user_id: 7, activity_type: 12, points: 1.25, balance: 6, note: "Bytemark refund", created_on: "2026-11-19 08:00:00" },
    { user_id: 8, activity_type: 12, points: 9, balance: 9, note: "Bytemark refund", created_on: "2026-11-19 08:00:00" },
  ]);
  await insertRows(owner, "bytemark_ticket_refresh_log", [
    { user_id: 7, activity_type: 2, status: 0, created_on: "2026-10-01 08:00:00" },
    ...Array.from({ length: 30 }, () => ({ user_id: 7, activity_type: 3, status: 1, created_on: "2026-11-01 08:00:00" })),
  ]);
  await insertRows(owner, "auth_user", [
    { id: 9, first_name: "", last_name: "", email: "", common_email: "", phone_number: "", is_active: "F" },
    { id: 10, first_name: "", last_name: "", email: "", is_guest: "T" },
  ]);
  await plantPass(owner, { pass_uuid: "gone-rider", user_id: 77 });
} // prettier-ignore

async function plantOrder(owner: Database, order: { uuid: string; user: number; at: string; passes: string[] }) {
  const row = { order_uuid: order.uuid, created_on: order.at };
  const order_id = await insertRows(owner, "bytemark_orders", { ...row, user_id: order.user, status: 1 });
  const items = order.passes.map((pass_uuid) => ({ ...row, order_id, product_uuid: "p", pass_uuid }));
  if (items.length > 0) await insertRows(owner, "bytemark_order_items", items);
  await insertRows(owner, "bytemark_order_payments", { ...row, order_id, user_id: order.user, payment_type: "coins", total_price: 3.75 });
} // prettier-ignore

/* Rider 5000 holds more passes than are ever read; the oldest of those that are read still works. */
async function plantCrowd(owner: Database): Promise<void> {
  await insertRows(owner, "auth_user", { id: 5000, first_name: "Crowded", last_name: "Rider", email: "crowd@example.com" });
  const one = { user_id: 5000, status: "EXPIRED", allowed_uses: 1, uses_count: 1, time_created: "2025-01-01 08:00:00" };
  const rows = (count: number, from: number) =>
    Array.from({ length: count }, (_, at) => ({ ...one, pass_uuid: `crowd-${from + at}`, order_uuid: `crowd-order-${from + at}` }));
  await insertRows(owner, "bytemark_pass", [{ ...one, pass_uuid: "crowd-unread", status: "USABLE" }, { ...one, pass_uuid: "crowd-live", status: "USABLE", uses_count: 0 }]);
  await insertRows(owner, "bytemark_pass", rows(4999, 0));
  await insertRows(owner, "bytemark_orders", rows(CROWDED, 0).map(({ order_uuid }) => ({ user_id: 5000, order_uuid, status: 1, created_on: "2026-06-01 08:00:00" })));
  await insertRows(owner, "bytemark_order_payments", rows(CROWDED, 0).map(({ order_uuid }) => ({ user_id: 5000, order_id: 1, order_uuid, payment_type: "coins", total_price: 1.25, created_on: "2026-06-01 08:00:00" })));
} // prettier-ignore

test("a rider is shown masked, counted once, and with the ways that led here", async () => {
  const hasLog = portalHas("bytemark_ticket_refresh_log");
  const rider = await getRider(ctx, "7");
  expect(rider).toMatchObject({
    user_id: "7",
    state: "active",
    display_name: "Demo Rider",
    email_masked: "de•••@example.com",
    phone_masked: "•••• ••• 0147",
    tags: ["staff"],
    provider_account: { linked: true, status: "used" },
    counts: { total: { value: 4, relation: "eq" }, using: 1, usable: 2, unknown: 1, repeated: 1 },
    resolved_by: { order_items: 1, token: 1, none: 2 },
    last_ride_on: "2026-11-22T11:00:00.000Z",
    synced: { newest: "2026-11-22T09:00:00.000Z" },
    orders: { value: 4, relation: "eq" },
    refunds: [{ amount: { amount: "1.25", unit: "coins" } }],
    rewards: { notice: hasLog ? { is_done: false, created_on: "2026-10-01T08:00:00.000Z" } : null },
  });
  expect(rider.refreshes).toHaveLength(hasLog ? 20 : 0);
  expect(JSON.stringify(rider)).not.toMatch(/CNRY|demo\.rider|7135550147/);
});

test("what was paid counts each payment once; joining the items would count it again", async () => {
  const { paid_12_months } = await getRider(ctx, "7");
  expect(paid_12_months).toEqual([{ amount: "7.50", currency: "USD", unit: "coins" }]);
  const [naive] = await schema
    .owner("bytemark_order_payments as p")
    .join("bytemark_order_items as i", "i.order_uuid", "p.order_uuid")
    .where({ user_id: 7 })
    .where("p.created_on", ">=", "2025-11-22")
    .sum({ total: "total_price" });
  expect(Number(naive?.["total"])).toBe(18.75);
});

test("an order shows every item, payment and movement of coins once, and only its own", async () => {
  const orders = await listRiderOrders(ctx, "7");
  expect(orders.map((order) => [order.order_uuid, order.state])).toEqual([
    ["order-3", "pending"],
    ["order-2", "paid"],
    ["order-1", "paid"],
    ["order-old", "paid"],
  ]);
  expect(orders[2]).toMatchObject({
    items: [{ pass_uuid: "a" }, { pass_uuid: "b" }, { pass_uuid: "gone", pass_id: null }],
    payments: [{ price: { amount: "3.75", unit: "coins" } }],
    total: { amount: "3.75" },
    movements: [{ amount: { amount: "-3.75", unit: "coins" } }],
  });
  expect(orders[0]).toMatchObject({ items: [], payments: [], total: null, movements: [] });
});

test("an order of somebody else is not this rider's", async () => {
  expect(await getRiderOrder(ctx, "7", "order-old")).toMatchObject({ order_uuid: "order-old" });
  expect(await getRiderOrder(ctx, "7", "order-of-8")).toBeNull();
});

test("findings come from the record: routes, corrections, missing tickets, a pending order, refunds", async () => {
  const { active } = await listRiderPasses(ctx, "7");
  const passId = active.data[0]?.id ?? "";
  await correct(testContext(schema.web), passId, { uses_count: 1 });
  const { findings, corrections } = await getRider(ctx, "7");
  expect(findings.map((finding) => finding.code)).toEqual([
    "paid_without_tickets",
    "order_pending",
    "routes_disagree",
    "corrected",
    "staff_or_test",
    "rewards",
    "refunded_before",
  ]);
  expect(findings.find((finding) => finding.code === "routes_disagree")?.detail).toContain("rider 8");
  expect(corrections).toMatchObject([{ pass_id: passId, reason: { code: "wrong_time", case_ref: "CS-1" } }]);
});

test("passes are grouped by what they are now, newest first, repeated rows left out", async () => {
  const { active, ready, past } = await listRiderPasses(ctx, "7");
  expect(active.data.map((pass) => pass.pass_uuid)).toEqual(["c"]);
  expect(ready.data.map((pass) => pass.pass_uuid)).toEqual(["b", "a"]);
  expect(past).toMatchObject({ total: 1, data: [{ pass_uuid: "d", status: "UNKNOWN" }] });
  expect(ready.data[0]?.payment).toMatchObject({ price: { amount: "3.75" } });
});

test("a deleted, a guest and an unlinked rider are told from each other, and nobody is 404", async () => {
  expect(await getRider(ctx, "9")).toMatchObject({ state: "deleted", display_name: "Deleted rider" });
  // An account that holds nothing is a deleted one where the portal does not say who is a guest.
  const guest = { state: "active", is_guest: true, display_name: "Rider 10" };
  const isTold = portalHas("auth_user.is_guest");
  expect(await getRider(ctx, "10")).toMatchObject(isTold ? guest : { state: "deleted" });
  expect(await getRider(ctx, "77")).toMatchObject({
    state: "unknown",
    display_name: "Rider 77",
    provider_account: { linked: false },
    counts: { usable: 1 },
    findings: [{ code: "no_account" }],
  });
  expect(await getRiderIdentity(ctx, "8")).toMatchObject({ state: "unknown" });
  for (const id of ["999", "0", "-1", "1e3", "x", "7 ", "99999999999", "__proto__"]) {
    for (const verb of [getRider, getRiderIdentity, listRiderPasses, listRiderOrders]) {
      await expect(verb(ctx, id)).rejects.toMatchObject({ code: "not_found" });
    }
  }
});

test("5,001 passes and 900 orders cost as many statements as four, and live ones are not lost among them", async () => {
  const few = await counted(() => getRiderRecord(ctx, "7", { active: 50, ready: 50, past: 10 }));
  const many = await counted(() => getRiderRecord(ctx, "5000", { active: 50, ready: 50, past: 10 }));
  expect(many.statements).toBeLessThanOrEqual(MOST_STATEMENTS);
  expect(few.statements).toBeLessThanOrEqual(MOST_STATEMENTS);
  expect(many.result.rider.counts).toMatchObject({
    total: { value: 5000, relation: "gte" },
    usable: 1,
    expired: 4999,
  });
  expect(many.result.passes.ready.data.map((pass) => pass.pass_uuid)).toEqual(["crowd-live"]);
  expect(many.result.passes.past).toMatchObject({ total: 4999 });
  expect(many.result.passes.past.data).toHaveLength(10);
  expect(many.result.orders).toHaveLength(100);
  expect(many.result.rider.orders).toEqual({ value: 900, relation: "eq" });
  expect(many.result.rider.paid_12_months).toEqual([{ amount: "1125.00", currency: "USD", unit: "coins" }]);
});

async function counted<T>(run: () => Promise<T>): Promise<{ result: T; statements: number }> {
  let statements = 0;
  const count = () => (statements += 1);
  schema.web.on("query", count);
  try {
    return { result: await run(), statements };
  } finally {
    schema.web.removeListener("query", count);
  }
}

test("support may read it, nobody may not", async () => {
  expect(await getRider({ ...ctx, actor: testActor("support") }, "7")).toMatchObject({ user_id: "7" });
  for (const verb of [getRider, getRiderIdentity, listRiderPasses, listRiderOrders]) {
    await expect(verb({ ...ctx, actor: null }, "7")).rejects.toMatchObject({ code: "unauthenticated" });
  }
});

test("a ticket counts as free because its product's fare rule says so; where no rule says it, nothing is claimed", async () => {
  const of = { user_id: 78, product_uuid: "free-ride", allowed_uses: 1 };
  await plantPass(schema.owner, { ...of, pass_uuid: "free-1", time_created: "2026-11-10 10:00:00" });
  await plantPass(schema.owner, { ...of, pass_uuid: "ridden", product_uuid: "paid", time_used: "2026-11-12 10:00:00" });
  expect((await getRider(ctx, "78")).rewards).toMatchObject({
    free_passes: 1,
    rides_since: 1,
    last_reward_on: "2026-11-10T10:00:00.000Z",
  });
  await schema.owner("pd_fare_rule").delete();
  const { rewards, findings } = await getRider(ctx, "78");
  expect(rewards).toBeNull();
  expect(findings.map(({ code }) => code)).not.toContain("rewards");
}); // prettier-ignore
