import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { approveBulk } from "@/lib/bulk/steps/approve-bulk";
import type { Context } from "@/lib/context";
import { SHARES } from "@/lib/limits/shares";
import { doJob, plan, plantAsker, plantPasses } from "@/lib/testing/test-bulk";

let schema: TestSchema;
let ana: Context;
let ben: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ana = await plantAsker(schema);
  ben = await plantAsker(schema, "ben@example.com");
  await plantPasses(schema.owner, 3);
});
afterAll(() => schema.drop());
beforeEach(async () => {
  for (const table of ["pd_bulk_item", "pd_bulk", "pd_job"]) await schema.owner(table).delete();
});

const { most } = SHARES.unused_plans;
const ask = { changes: { uses_count: 4 } };
const states = async (): Promise<string[]> => schema.owner("pd_bulk").orderBy("id").pluck("state");

test("the oldest plan that nobody ran gives way to one too many; nobody else's does", async () => {
  const others = await plan(ben, ask);
  for (let made = 0; made < most + 2; made++) await plan(ana, ask);
  const expected = ["planned", "cancelled", "cancelled", ...Array.from({ length: most }, () => "planned")];
  expect(await states()).toEqual(expected);
  const entry = await schema
    .owner("pd_audit")
    .where({ action: "bulk.plan" })
    .orderBy("id", "desc")
    .first("data");
  const gone = await schema.owner("pd_bulk").where({ state: "cancelled" }).orderBy("id", "desc").first();
  expect(entry?.data).toMatchObject({ gave_way: [String(gone?.id)] });
  expect(gone).toMatchObject({ error_message: "It gave way to newer plans of the same person." });
  expect(gone?.finished_on).not.toBeNull();
  expect(others.state).toBe("planned");
});

test("however many arrive at once", async () => {
  await Promise.all(Array.from({ length: most + 5 }, () => plan(ana, ask)));
  expect((await states()).filter((state) => state === "planned")).toHaveLength(most);
});

test("one that a second person approved waits for its run", async () => {
  const first = await plan(ana, ask);
  await schema.owner("pd_bulk").where({ id: first.id }).update({ needs_approval: 1 });
  await approveBulk(ben, { bulkId: first.id });
  for (let made = 0; made < most + 1; made++) await plan(ana, ask);
  const row = await schema.owner("pd_bulk").where({ id: first.id }).first("state");
  expect(row).toEqual({ state: "planned" });
  expect((await states()).filter((state) => state === "cancelled")).toHaveLength(1);
});

test("a job that makes a plan which gave way stops", async () => {
  const { id } = await plan(ana, ask);
  await schema.owner("pd_bulk_item").delete();
  const jobId = await schema.owner("pd_job").insert({
    kind: "bulk.plan", lane: "plans", most_attempts: 1, actor_id: Number(ana.actor?.id), actor_name: "Ana",
    payload: JSON.stringify({ bulk_id: id, last_id: 10 }),
  }); // prettier-ignore
  await schema.owner("pd_bulk").where({ id }).update({ state: "planning", matched: 0, job_id: jobId[0] });
  for (let made = 0; made < most; made++) await plan(ana, ask);
  expect(await doJob(schema.worker, id)).toMatchObject({ state: "done" });
  const row = await schema.owner("pd_bulk").where({ id }).first("state", "matched");
  expect(row).toEqual({ state: "cancelled", matched: 0 });
});

test("who has planned too many passes and run none is told to wait; others plan on", async () => {
  const { id } = await plan(ana, ask);
  await schema
    .owner("pd_bulk")
    .where({ id })
    .update({ matched: SHARES.planned_passes.most, state: "cancelled" });
  await expect(plan(ana, ask)).rejects.toMatchObject({ code: "too_many_requests", retryAfter_s: 600 });
  expect((await plan(ben, ask)).state).toBe("planned");
  // A run is not a plan any more.
  await schema.owner("pd_bulk").where({ id }).update({ state: "done", started_on: new Date() });
  expect((await plan(ana, ask)).state).toBe("planned");
});
