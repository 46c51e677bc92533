import type { EventEmitter } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "./connection";
import { databaseFault } from "./database-errors";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "./transaction";

let schema: TestSchema;
/* Parts of knex that its types leave out. */
interface Client {
  acquireConnection: () => Promise<EventEmitter>;
  releaseConnection: (connection: EventEmitter) => Promise<void>;
  pool: { numFree: () => number };
}
const LIMITS = { poolSize: 2, serverTimeout_ms: 0, clientTimeout_ms: 0 };

beforeAll(async () => {
  schema = await createTestSchema();
  await schema.owner("pd_setting").insert({ name: "held", value: "1" });
});
afterAll(() => schema.drop());

const isFree = async () => {
  const row: unknown = await schema.owner("pd_setting").where({ name: "held" }).forUpdate().skipLocked().first();
  return row !== undefined;
}; // prettier-ignore

test("the server ends a transaction that says nothing for the limit, and frees what it held", async () => {
  const db = openDatabase(schema.url.web, { ...LIMITS, silence_s: 1 });
  const story = withTransaction(db, async (trx) => {
    await trx("pd_setting").where({ name: "held" }).update({ value: "2" });
    expect(await isFree()).toBe(false);
    await expect.poll(isFree, { timeout: 30_000 }).toBe(true);
    await trx("pd_setting").first();
  });
  expect(await story.catch(databaseFault)).toBe("unavailable");
  expect(await schema.owner("pd_setting").where({ name: "held" }).first<unknown>("value")).toEqual({
    value: 1,
  });
  await db.destroy();
});

test("a pool lets an unused connection go before the server does", async () => {
  const db = openDatabase(schema.url.web, { ...LIMITS, silence_s: 4 });
  const lost: unknown[] = [];
  const client = db.client as Client;
  const raw = await client.acquireConnection();
  raw.on("error", (error) => lost.push(error));
  await client.releaseConnection(raw);
  const { pool } = client;
  expect(pool.numFree()).toBe(1);
  await expect.poll(() => pool.numFree(), { timeout: 30_000 }).toBe(0);
  expect(lost).toEqual([]);
  await db.destroy();
});
