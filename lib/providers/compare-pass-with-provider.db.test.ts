import { afterAll, beforeAll, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { linkRiders } from "@/lib/passes/catch-up/link-riders";
import { testActor, testContext } from "@/lib/testing/test-context";
import { correct, plantPass } from "@/lib/testing/test-correction";
import { comparePassWithProvider } from "./compare-pass-with-provider";
import type { RemotePass } from "./remote-pass";

let schema: TestSchema;
let ctx: Context;

const NOW = "2026-11-22T20:00:00.000Z";
const REMOTE: RemotePass = {
  status: "USABLE", serial: null, product_uuid: null, product_name: "Local Single Ride", order_uuid: null,
  order_reference: null, order_item_uuid: null, event_uuid: null, time_created: "2026-11-01T10:00:00.400Z",
  time_used: null, expiration: "2027-11-01T10:00:00.000Z", allowed_uses: 10, uses_count: 0, modified: null,
  device: null, payload_expiration: null, photo_status: null, activation_windows: [], is_credited: false,
}; // prettier-ignore

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web, { at: NOW });
});
afterAll(() => schema.drop());

let planted = 0;

async function plant(
  values: Record<string, unknown> = {},
  remote: Partial<RemotePass> | null = {},
): Promise<{ id: string; uuid: string }> {
  const uuid = `pass-${++planted}`;
  const id = await plantPass(schema.owner, { pass_uuid: uuid, synced_on: "2026-11-22 19:59:00", ...values });
  if (remote !== null) {
    await schema.owner("pd_snapshot").insert({
      provider: "bytemark",
      pass_uuid: uuid,
      remote: JSON.stringify({ ...REMOTE, ...remote }),
      taken_on: "2026-11-22 19:59:20",
    });
  }
  return { id, uuid };
}

async function plantOrder(orderUuid: string, userId: number, passUuids: readonly string[], payer = userId) {
  const { owner } = schema;
  const order_id = await insertRows(owner, "bytemark_orders", {
    user_id: userId,
    order_uuid: orderUuid,
    status: 1,
  });
  const part = { order_id, order_uuid: orderUuid };
  await insertRows(owner, "bytemark_order_payments", {
    ...part,
    user_id: payer,
    payment_type: "coins",
    total_price: 1.25,
  });
  if (passUuids.length > 0) {
    await insertRows(
      owner,
      "bytemark_order_items",
      passUuids.map((pass_uuid) => ({ ...part, pass_uuid })),
    );
  }
}

test("a row and its snapshot that agree differ in nothing, and both ages are told", async () => {
  const { id, uuid } = await plant(
    { order_uuid: "order-agrees", user_id: 7 },
    { order_uuid: "order-agrees" },
  );
  await plantOrder("order-agrees", 7, [uuid]);
  expect(await comparePassWithProvider(ctx, id)).toMatchObject({
    portal: { pass_id: id, as_of: NOW, synced_on: "2026-11-22T19:59:00.000Z" },
    snapshot_state: "kept",
    snapshot: { taken_on: "2026-11-22T19:59:20.000Z" },
    live: { state: "not_available", reason: expect.stringContaining("Bytemark") as string },
    differences: [],
    findings: [],
    routes: { user_id: "7", disagree: false },
  });
});

test("a stored snapshot that cannot be read is compared with nothing and takes nothing down", async () => {
  const { id } = await plant({ user_id: 7 }, { status: 7 as unknown as string });
  expect(await comparePassWithProvider(ctx, id)).toMatchObject({
    snapshot_state: "unreadable",
    snapshot: null,
    differences: [],
    routes: { user_id: "7" },
  });
});

test("a first use on a date that is none is no use", async () => {
  const { id } = await plant({ user_id: 7 });
  await schema.owner.transaction(async (trx) => {
    await trx.raw("SET SESSION sql_mode = ''");
    await trx("bytemark_pass").where("id", id).update({ time_used: "0000-00-00 00:00:00" });
  });
  expect((await comparePassWithProvider(ctx, id)).differences).toEqual([]);
});

test("a use that only the provider recorded is a missing use", async () => {
  const { id } = await plant({}, { status: "USABLE", time_used: "2026-11-22T18:00:00.000Z", uses_count: 1 });
  const { differences } = await comparePassWithProvider(ctx, id);
  expect(differences.map((each) => [each.field, each.class])).toEqual([
    ["time_used", "missing_use"],
    ["uses_count", "missing_use"],
  ]);
});

test("a value held by a correction is expected to differ; after the hold has ended it is drift", async () => {
  const { id } = await plant();
  await correct(ctx, id, { uses_count: 3 }, { body: { pin_until: "2026-11-23T20:00:00.000Z" } });
  expect((await comparePassWithProvider(ctx, id)).differences).toMatchObject([
    { class: "pinned", who: "wait" },
  ]);
  const later = testContext(schema.web, { at: "2026-11-24T20:00:00.000Z" });
  expect((await comparePassWithProvider(later, id)).differences).toMatchObject([
    { field: "uses_count", class: "missing_use" },
  ]);
});

test("without a snapshot nothing is compared, and orders, repeats and refreshes are still told", async () => {
  const used = { time_used: "2026-11-21 09:00:00", user_id: 71 };
  const { id, uuid } = await plant({ order_uuid: "order-parts", ...used }, null);
  const repeat = await plantPass(schema.owner, { pass_uuid: uuid, duplicate_of: Number(id) });
  await plantOrder("order-parts", 71, [uuid, "never-seen"]);
  await insertRows(schema.owner, "bytemark_ticket_refresh_log", [
    { user_id: 71, activity_type: 3, status: 0, scheduled_on: "2026-11-21 12:00:00" },
  ]);
  const { snapshot, fields, findings } = await comparePassWithProvider(ctx, id);
  expect([snapshot, fields]).toEqual([null, []]);
  expect(findings.map((finding) => [finding.class, finding.pass_ids])).toEqual([
    ["pass_missing", []],
    ["duplicate_use", [repeat]],
    ["refresh_missed", []],
  ]);
});

test("a refresh that was done, is not due, or is another rider's is not missed", async () => {
  const { id } = await plant({ time_used: "2026-11-21 09:00:00", user_id: 72 }, null);
  const row = { user_id: 72, activity_type: 3, status: 0, scheduled_on: "2026-11-21 12:00:00" };
  await insertRows(schema.owner, "bytemark_ticket_refresh_log", [
    { ...row, status: 1 },
    { ...row, user_id: 73 },
    { ...row, scheduled_on: "2026-11-22 19:30:00" },
    { ...row, activity_type: 2 },
  ]);
  const { findings } = await comparePassWithProvider(ctx, id);
  expect(findings.map((finding) => finding.class)).toEqual(["order_missing"]);
});

test("the worker keeps both riders where order and token disagree, and the desk tells them", async () => {
  await insertRows(schema.owner, "bytemark_tokens", [
    { user_id: 81, token: "token-81" },
    { user_id: 82, token: "token-82" },
  ]);
  const unlinked = { user_id: null, resolved_by: null };
  const odd = await plant({ ...unlinked, oauth_token: "token-82" }, null);
  const fine = await plant({ ...unlinked, oauth_token: "token-81" }, null);
  const replaced = await plant({ ...unlinked, oauth_token: "Token-82" }, null);
  await plantOrder("order-81", 81, [odd.uuid, fine.uuid, replaced.uuid]);
  const worker = testContext(schema.worker, { actor: null });
  const run = {
    signal: worker.signal,
    report: () => undefined,
    transact: <T>(story: Parameters<typeof withTransaction<T>>[1]) => withTransaction(schema.worker, story),
  };
  await linkRiders(worker, run);
  await linkRiders(worker, run);
  const stored: unknown = await schema
    .owner("pd_pass_route")
    .select("pass_id", "route", "user_id")
    .orderBy("route");
  expect(stored).toEqual([
    { pass_id: Number(odd.id), route: "order_items", user_id: 81 },
    { pass_id: Number(odd.id), route: "token", user_id: 82 },
  ]);
  const routesOf = async ({ id }: { id: string }) => (await comparePassWithProvider(ctx, id)).routes;
  expect(await routesOf(odd)).toMatchObject({ user_id: "81", disagree: true });
  for (const pass of [fine, replaced]) {
    expect(await routesOf(pass)).toMatchObject({ user_id: "81", disagree: false });
  }
});

test("a payer who is not the rider is a disagreement, told with the comparison", async () => {
  const { id, uuid } = await plant({ user_id: 91, resolved_by: "order_items" });
  await plantOrder("order-91", 91, [uuid], 92);
  const { routes } = await comparePassWithProvider(ctx, id);
  expect(routes.disagree).toBe(true);
  expect(routes.routes).toContainEqual({ route: "payment", user_id: "92", label: "Order payment" });
});

test("no token leaves the database, and the desk's own user cannot read one", async () => {
  const { id } = await plant({ oauth_token: "CNRY-oauth" });
  expect(JSON.stringify(await comparePassWithProvider(ctx, id))).not.toContain("CNRY");
  await expect(schema.web("bytemark_tokens").select("token")).rejects.toThrow();
});

test("a comparison is for everybody who may read, takes few statements, and is 404 for nobody's pass", async () => {
  const { id, uuid } = await plant({ order_uuid: "order-few", user_id: 7, time_used: "2026-11-20 10:00:00" });
  await plantOrder("order-few", 7, [uuid]);
  let statements = 0;
  const count = () => void statements++;
  schema.web.on("query", count);
  await comparePassWithProvider({ ...ctx, actor: testActor("support") }, id);
  schema.web.removeListener("query", count);
  expect(statements).toBeLessThanOrEqual(16);
  await expect(comparePassWithProvider({ ...ctx, actor: null }, id)).rejects.toMatchObject({
    code: "unauthenticated",
  });
  await expect(comparePassWithProvider(ctx, "999999")).rejects.toMatchObject({ code: "not_found" });
});
