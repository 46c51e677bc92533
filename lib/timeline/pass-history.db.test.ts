import { afterAll, beforeAll, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { portalHas } from "@/db/testing/portal/chosen-portal";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { correct, plantPass } from "@/lib/testing/test-correction";
import { getPassOrder } from "@/lib/passes/get-pass-order";
import { getPassTimeline } from "./get-pass-timeline";

let schema: TestSchema;
let ctx: Context;
let passId: string;
let siblingId: string;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web, { at: "2026-11-22T12:00:00Z" });
  const { owner } = schema;
  passId = await plantPass(owner, {
    pass_uuid: "this",
    order_uuid: "order-1",
    user_id: 7,
    time_created: "2026-11-20 08:00:00",
    time_used: "2026-11-21 09:00:00",
    expiration: "2026-11-21 12:00:00",
    synced_on: "2026-11-22 11:00:00",
    drift: "lagging",
  });
  siblingId = await plantPass(owner, { pass_uuid: "sibling", order_uuid: null });
  await plantPass(owner, { pass_uuid: "this", order_uuid: "order-1", duplicate_of: Number(passId) });
  const orderId = await insertRows(owner, "bytemark_orders", {
    user_id: 7,
    order_uuid: "order-1",
    status: 1,
  });
  const item = { order_id: orderId, order_uuid: "order-1", product_uuid: "p" };
  await insertRows(
    owner,
    "bytemark_order_items",
    ["this", "sibling", "sibling", "gone"].map((pass_uuid) => ({ ...item, pass_uuid })),
  );
  await insertRows(owner, "bytemark_order_payments", {
    payment_type: "coins",
    total_price: 3.75,
    user_id: 7,
    order_id: orderId,
    order_uuid: "order-1",
    created_on: "2026-11-20 08:00:05",
  });
  await insertRows(owner, "bytemark_ticket_refresh_log", [
    { user_id: 7, activity_type: 1, status: 1, created_on: "2026-11-21 09:00:02" },
    { user_id: 7, activity_type: 3, status: 0, created_on: "2026-10-01 09:00:02" },
    { user_id: 8, activity_type: 1, status: 1, created_on: "2026-11-21 09:00:02" },
  ]);
});
afterAll(() => schema.drop());

test("an order shows every pass and every payment once", async () => {
  const [order, ...others] = await getPassOrder(ctx, passId);
  expect(others).toEqual([]);
  expect(order).toMatchObject({
    order_uuid: "order-1",
    state: "paid",
    user_id: "7",
    total: { amount: "3.75", unit: "coins" },
  });
  const price = { amount: "1.25", currency: "USD", unit: "coins" };
  expect(order?.items).toMatchObject([
    { pass_id: passId, is_this: true, is_listed: true, status: "EXPIRED", price },
    { pass_id: siblingId, is_this: false, status: "USABLE", price },
    { pass_id: null, pass_uuid: "gone", status: null, price },
  ]);
  expect(order?.payments).toMatchObject([{ type: "coins", paid_on: "2026-11-20T08:00:05.000Z" }]);
});

test("a pass that no order lists or names has none", async () => {
  const loneId = await plantPass(schema.owner);
  expect(await getPassOrder(ctx, loneId)).toEqual([]);
});

test("the timeline tells what happened, newest first, and only what is this pass's", async () => {
  await correct(ctx, passId, { uses_count: 1 }, { body: { pin_until: null } });
  const { entries: timeline } = await getPassTimeline(ctx, passId);
  expect(timeline.map((entry) => entry.kind)).toEqual([
    "corrected",
    "synced",
    "expired",
    ...(portalHas("bytemark_ticket_refresh_log") ? ["refresh"] : []),
    "first_used",
    "paid",
    "issued",
  ]);
  expect(timeline[0]).toMatchObject({
    actor: { name: "Test admin" },
    reason: { code: "wrong_time", case_ref: "CS-1" },
    changes: [{ field: "uses_count", before: 0, after: 1 }],
    pinned: { fields: ["uses_count"], until: null },
  });
  expect(timeline[1]).toMatchObject({ drift: "lagging" });
  expect(timeline.at(-2)).toMatchObject({ price: { amount: "3.75", unit: "coins" }, passes: 3 });
});

test("a future expiration is announced as still to come", async () => {
  const laterId = await plantPass(schema.owner, { expiration: "2026-11-22 12:00:01" });
  expect((await getPassTimeline(ctx, laterId)).entries[0]?.kind).toBe("expires");
});

test("both are open to everybody who may read passes, and 404 for an unknown pass", async () => {
  const support = { ...ctx, actor: testActor("support") };
  expect(await getPassOrder(support, passId)).toHaveLength(1);
  for (const verb of [getPassOrder, getPassTimeline]) {
    await expect(verb({ ...ctx, actor: null }, passId)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(verb(ctx, "999999")).rejects.toMatchObject({ code: "not_found" });
  }
});

test("acts of people and findings of the sync stand in the timeline with their facts", async () => {
  const { owner } = schema;
  const busyId = await plantPass(owner, {
    pass_uuid: "busy",
    user_id: 70,
    time_created: "2026-11-01 08:00:00",
    expiration: null,
    synced_on: "2026-11-22 11:00:00",
  });
  await owner("pd_snapshot").insert({
    provider: "bytemark",
    pass_uuid: "busy",
    remote: "{}",
    taken_on: "2026-11-21 10:00:00.000",
  });
  const drift = { pass_id: busyId, class: "lagging", seen_on: "2026-11-19 10:00:00" };
  await owner("pd_drift").insert([
    { ...drift, resolved_on: "2026-11-19 11:00:00", resolution: "provider_caught_up" },
    { ...drift, class: "missing_use", seen_on: "2026-11-20 10:00:00" },
    { ...drift, pass_id: passId },
  ]);
  const author = { author_id: 11, author_name: "Maya Ruiz", author_role: "support", text: "Called back." };
  const note = { ...author, subject_type: "pass", subject_id: busyId, created_on: "2026-11-21 09:00:00" };
  await owner("pd_note").insert([
    { ...note, case_ref: "CS-7" },
    { ...note, subject_type: "rider" },
    { ...note, subject_id: passId },
  ]);
  const act = { actor_type: "user", actor_id: "11", actor_name: "Maya Ruiz", actor_role: "support" };
  const reveal = {
    ...act,
    action: "rider.reveal",
    subject_type: "rider",
    subject_id: "70",
    reason_code: "contact_back",
    reason_note: "Call dropped.",
    data: JSON.stringify({ fields: ["phone"] }),
    created_on: "2026-11-18 10:00:00",
  };
  await owner("pd_audit").insert([
    reveal,
    { ...reveal, subject_id: "71" },
    { ...reveal, created_on: "2026-08-01 10:00:00" },
    {
      ...act,
      action: "pass.undo",
      subject_type: "pass",
      subject_id: busyId,
      before_values: JSON.stringify({ uses_count: 1 }),
      after_values: JSON.stringify({ uses_count: 0 }),
      created_on: "2026-11-17 10:00:00",
    },
  ]);
  const { entries, older } = await getPassTimeline(ctx, busyId);
  expect(older).toEqual({ value: 0, relation: "eq" });
  expect(entries.map((entry) => entry.kind)).toEqual([
    "synced",
    "snapshot",
    "note",
    "drift_seen",
    "drift_resolved",
    "drift_seen",
    "revealed",
    "undone",
    "issued",
  ]);
  const [synced, , noted, open, resolved, , revealed, undone] = entries;
  expect(synced).toMatchObject({ has_snapshot: false });
  expect(noted).toMatchObject({
    author: { id: "11", name: "Maya Ruiz" },
    text: "Called back.",
    case_ref: "CS-7",
  });
  expect(open).toMatchObject({ class: "missing_use", is_open: true });
  expect(resolved).toMatchObject({ resolution: "provider_caught_up", seen_on: "2026-11-19T10:00:00.000Z" });
  expect(revealed).toMatchObject({
    fields: ["phone"],
    reason: { code: "contact_back", note: "Call dropped." },
  });
  expect(undone).toMatchObject({ reason: null, changes: [{ field: "uses_count", before: 1, after: 0 }] });
  expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
});

test("a long timeline is cut at 200 entries and says so, but never loses the life of the pass", async () => {
  const { owner } = schema;
  const longId = await plantPass(owner, {
    user_id: 72,
    time_created: "2020-01-01 08:00:00",
    time_used: null,
  });
  const many = <T>(count: number, row: (at: number) => T) =>
    Array.from({ length: count }, (_, at) => row(at));
  const act = { actor_type: "user", actor_id: "11", actor_name: "Maya Ruiz", actor_role: "support" };
  await owner("pd_note").insert(
    many(130, (at) => ({
      subject_type: "pass",
      subject_id: longId,
      author_id: 11,
      author_name: "Maya Ruiz",
      author_role: "support",
      text: `note ${at}`,
      created_on: "2026-11-20 10:00:00",
    })),
  );
  await owner("pd_audit").insert(
    many(130, () => ({
      ...act,
      action: "pass.correct",
      subject_type: "pass",
      subject_id: longId,
      created_on: "2026-11-19 10:00:00",
    })),
  );
  const { entries, older } = await getPassTimeline(ctx, longId);
  expect(entries).toHaveLength(200);
  expect(entries.at(-1)?.kind).toBe("issued");
  expect(entries.filter((entry) => entry.kind === "note")).toHaveLength(100);
  expect(entries.find((entry) => entry.kind === "note")).toMatchObject({ text: "note 129" });
  expect(older.relation).toBe("gte");
  expect(older.value).toBeGreaterThan(0);
  expect(older.value).toBeLessThanOrEqual(60);
});
