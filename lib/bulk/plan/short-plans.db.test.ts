import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/connection";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { getBulk } from "@/lib/bulk/get-bulk";
import { jobOf, plan, plantAsker, plantPasses } from "@/lib/testing/test-bulk";
import { runJobNow } from "@/lib/testing/test-job-run";
import { BULK_PLAN } from "./plan-bulk-job";

let schema: TestSchema;
let ctx: Context;
/* A server that cuts answers short. */
let short: Database;

beforeAll(async () => {
  schema = await createTestSchema();
  await plantPasses(schema.owner, 2_300);
  await plantPasses(schema.owner, 250, "prod-few");
  short = openDatabase(schema.url.worker, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  await short.raw("SET SESSION sql_select_limit = 100");
  ctx = { ...(await plantAsker(schema)), db: short };
});
afterAll(async () => {
  await short.destroy();
  await schema.drop();
});

const changes = { product_name: "Extended" };

test("a plan made during the request has every pass, though each answer is cut short", async () => {
  const bulk = await plan(ctx, { query: { product_uuid: "prod-few" }, changes });
  expect(bulk.counts).toMatchObject({ matched: 250, will_change: 250 });
});

test("a picked pass that exists is never taken for one that is gone", async () => {
  const ids = (await schema.owner("pd_pass").where({ product_uuid: "prod-few" }).pluck("id")).map(String);
  const bulk = await plan(ctx, { query: undefined, pass_ids: ids, changes });
  expect(bulk.counts).toMatchObject({ matched: 250, will_change: 250, refused: 0 });
});

test("a plan made by a job has every pass", async () => {
  const { id } = await plan(ctx, { changes });
  const job = await runJobNow(schema.worker, BULK_PLAN, await jobOf(schema.owner, id), { exportDb: short });
  expect(job.state).toBe("done");
  expect((await getBulk(ctx, id)).counts).toMatchObject({ matched: 2_300, will_change: 2_300 });
});
