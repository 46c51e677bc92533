import { afterAll, beforeAll, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testContext } from "@/lib/testing/test-context";
import { plantPass } from "@/lib/testing/test-correction";
import { getRider } from "./get-rider";

let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
});
afterAll(() => schema.drop());

async function isDisputed(userId: number, orderUser: number, resolved_by: string): Promise<boolean> {
  const { owner } = schema;
  const order_uuid = `order-${userId}`;
  await insertRows(owner, "bytemark_orders", { user_id: orderUser, order_uuid, status: 1 });
  const pass_id = await plantPass(owner, { user_id: userId, order_uuid, resolved_by });
  await owner("pd_pass_route").insert({ pass_id, route: "token", user_id: orderUser });
  const { findings } = await getRider(ctx, String(userId));
  return findings.some(({ code }) => code === "routes_disagree");
}

test("an order of another rider is told, one of nobody and one that a person decided about are not", async () => {
  expect(await isDisputed(101, 8, "token")).toBe(true);
  expect(await isDisputed(102, 0, "token")).toBe(false);
  expect(await isDisputed(103, 8, "person")).toBe(false);
});
