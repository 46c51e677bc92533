import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/connection";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testContext } from "@/lib/testing/test-context";
import { identifyPasses } from "./identify-passes";

let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.worker, { actor: null });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  for (const table of [
    "bytemark_pass",
    "pd_pass_identity",
    "pd_setting",
    "bytemark_tokens",
    "bytemark_orders",
    "bytemark_order_items",
  ]) {
    await schema.owner(table).truncate();
  }
});

async function portalInsert(pass_uuid: string | null, oauth_token = "nobody"): Promise<void> {
  await schema
    .owner("bytemark_pass")
    .insert({ oauth_token, pass_uuid, event_uuid: "e", time_used: "2026-11-22 12:00:00" });
}

const rows = () =>
  schema.owner("bytemark_pass").select("id", "user_id", "resolved_by", "duplicate_of").orderBy("id");

test("a use that the portal wrote twice is flagged, whenever the second row comes", async () => {
  await portalInsert("a");
  await portalInsert("a");
  await portalInsert("b");
  await portalInsert(null);
  expect(await identifyPasses(ctx)).toEqual({ identified: 2, flagged: 1, linked: 0 });
  await portalInsert("b");
  expect(await identifyPasses(ctx)).toEqual({ identified: 0, flagged: 1, linked: 0 });
  expect((await rows()).map((row: { duplicate_of: number | null }) => row.duplicate_of)).toEqual([
    null,
    1,
    null,
    null,
    3,
  ]);
});

test("repeating it changes nothing, and two at once agree", async () => {
  for (const pass of ["a", "a", "b", "c", "c", "c"]) await portalInsert(pass);
  const both = await Promise.all([identifyPasses(ctx), identifyPasses(ctx)]);
  expect(both[0].identified + both[1].identified).toBe(3);
  expect(both[0].flagged + both[1].flagged).toBe(3);
  const before = await rows();
  expect(await identifyPasses(ctx)).toEqual({ identified: 0, flagged: 0, linked: 0 });
  expect(await rows()).toEqual(before);
});

test("a row committed late, with a lower id, is not missed", async () => {
  await schema.owner("bytemark_pass").insert({ id: 50, pass_uuid: "late" });
  await identifyPasses(ctx);
  await schema.owner("bytemark_pass").insert({ id: 40, pass_uuid: "later" });
  expect((await identifyPasses(ctx)).identified).toBe(1);
});

test("riders are found by order items first, then by token, and never guessed", async () => {
  await schema
    .owner("bytemark_orders")
    .insert([1, 2].map((id) => ({ id, user_id: id * 10, order_uuid: `o${id}` })));
  const item = (order_id: number, pass_uuid: string) => ({ order_id, order_uuid: `o${order_id}`, pass_uuid });
  await schema
    .owner("bytemark_order_items")
    .insert([item(1, "by-items"), item(1, "by-two"), item(2, "by-two")]);
  await schema.owner("bytemark_tokens").insert([
    { user_id: 30, token: "TOKEN-30" },
    { user_id: 31, token: "token-30" },
  ]);
  await portalInsert("by-items", "TOKEN-30");
  await portalInsert("by-token", "TOKEN-30");
  await portalInsert("by-two", "nobody");
  await portalInsert("unknown", "nobody");
  expect((await identifyPasses(ctx)).linked).toBe(2);
  expect(await rows()).toMatchObject([
    { user_id: 10, resolved_by: "order_items" },
    { user_id: 30, resolved_by: "token" },
    { user_id: null, resolved_by: null },
    { user_id: null, resolved_by: null },
  ]);
});

test("what a person has decided stays", async () => {
  await schema.owner("bytemark_tokens").insert({ user_id: 30, token: "t" });
  await portalInsert("a", "t");
  await schema.owner("bytemark_pass").update({ resolved_by: "person" });
  expect((await identifyPasses(ctx)).linked).toBe(0);
});

test("a round reads all tokens once, however many passes wait", async () => {
  const { owner } = schema;
  const digits = "SELECT 0 AS d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9"; // prettier-ignore
  const number = "(a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d + 100000 * g.d)";
  const upTo = (most: number) =>
    `${[..."abcefg"].map((each) => `(${digits}) ${each}`).join(", ")} WHERE ${number} < ${most}`;
  await owner.raw(`INSERT INTO bytemark_tokens (user_id, token)
    SELECT ${number} + 1, SHA2(CONCAT('token', ${number}), 256) FROM ${upTo(200_000)}`);
  await owner.raw(`INSERT INTO bytemark_pass (pass_uuid, oauth_token)
    SELECT CONCAT('p', ${number}), SHA2(CONCAT('token', 1000 * ${number}), 256) FROM ${upTo(1000)}`);
  // One connection, so that its session counters cover every row read.
  const db = openDatabase(schema.url.worker, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  try {
    const { linked } = await identifyPasses(testContext(db, { actor: null }));
    expect(linked).toBe(200);
    // Comparing each token with each pass would read 40 million rows.
    expect(await rowsRead(db)).toBeLessThan(1_000_000);
  } finally {
    await db.destroy();
  }
});

async function rowsRead(db: Database): Promise<number> {
  const [counts] = (await db.raw("SHOW SESSION STATUS LIKE 'Handler_read%'")) as [{ Value: string }[]];
  return counts.reduce((sum, { Value }) => sum + Number(Value), 0);
}
