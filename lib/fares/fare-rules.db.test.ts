import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testActor, testContext } from "@/lib/testing/test-context";
import { countPassDeskRows, plantPass } from "@/lib/testing/test-correction";
import { changeFareRule } from "./change-fare-rule";
import type { FareRule } from "./fare-rule";
import { listFareRules } from "./list-fare-rules";
import { readFareRule } from "./read-fare-rule";

const RULE: FareRule = {
  window: { kind: "service_day", cutoff: "03:00", zone: "America/Chicago" },
  shelf_life_days: null,
  activation: [{ days: [1, 5], from: "06:00", until: "09:00", zone: "America/Chicago" }],
  is_reward: false,
  is_assumed: true,
  source: null,
};

let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
  await plantPass(schema.owner, { product_uuid: "p-ride", product_name: "Local Single Ride" });
  await plantPass(schema.owner, { product_uuid: "p-day", product_name: "Local Day Pass" });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  await schema.owner("pd_fare_rule").delete();
});

const change = (rule: unknown, product_uuid = "p-day", by = ctx) =>
  changeFareRule(by, { product_uuid, body: { rule } });
const stored = async () => (await readFareRule(ctx, { provider: "bytemark", product_uuid: "p-day" }))?.rule;

test("a rule is set, changed and taken away, each with one entry and one event", async () => {
  const before = await countPassDeskRows(schema.owner);
  expect(await change(RULE)).toEqual(RULE);
  expect(await stored()).toEqual(RULE);
  await change({ ...RULE, is_assumed: false });
  await change(null);
  expect(await stored()).toBeUndefined();
  const after = await countPassDeskRows(schema.owner);
  expect(after.pd_audit - before.pd_audit).toBe(3);
  expect(after.pd_outbox - before.pd_outbox).toBe(3);
  const entries = await schema.owner("pd_audit").where({ action: "fare_rule.change" }).orderBy("id");
  expect(entries[1]).toMatchObject({
    subject_type: "fare_rule",
    subject_id: "p-day",
    before_values: { rule: RULE },
    after_values: { rule: { ...RULE, is_assumed: false } },
  });
});

test("setting the rule it has, or taking away none, changes and records nothing", async () => {
  await change(RULE);
  const before = await countPassDeskRows(schema.owner);
  expect(await change(RULE)).toEqual(RULE);
  expect(await change(null, "p-ride")).toBeNull();
  expect(await countPassDeskRows(schema.owner)).toEqual(before);
});

test("who is not an admin, and what is not a rule, changes nothing", async () => {
  await change(RULE);
  const before = await countPassDeskRows(schema.owner);
  for (const role of ["support", "manager"] as const) {
    const by = { ...ctx, actor: testActor(role) };
    // Even what is no rule: who may is asked first.
    await expect(change({}, "p-day", by)).rejects.toMatchObject({ code: "forbidden" });
  }
  const wrong: [unknown, string][] = [
    [{ ...RULE, window: { kind: "elapsed", minutes: 0 } }, "rule.window.minutes"],
    [{ ...RULE, window: { kind: "service_day", cutoff: "24:00", zone: "America/Chicago" } }, "rule.window.cutoff"],
    [{ ...RULE, window: { kind: "service_day", cutoff: "03:00", zone: "Mars/Base" } }, "rule.window.zone"],
    [{ ...RULE, activation: [{ ...RULE.activation[0], days: [] }] }, "rule.activation.0.days"],
    [{ ...RULE, more: 1 }, "rule.more"],
    [undefined, "rule"],
  ]; // prettier-ignore
  for (const [rule, field] of wrong) {
    await expect(change(rule)).rejects.toMatchObject({ code: "invalid_change", errors: [{ field }] });
  }
  await expect(change(RULE, "no such\nproduct")).rejects.toMatchObject({ code: "invalid_change" });
  expect(await stored()).toEqual(RULE);
  expect(await countPassDeskRows(schema.owner)).toEqual(before);
});

test("the list holds every product with passes or a rule, by name", async () => {
  await change(RULE);
  await change(RULE, "p-without-passes");
  expect(await listFareRules({ ...ctx, actor: testActor("support") })).toMatchObject([
    { product_name: "Local Day Pass", rule: RULE },
    { product_name: "Local Single Ride", rule: null, modified_on: null },
    { product_uuid: "p-without-passes", product_name: null, rule: RULE },
  ]);
  await expect(listFareRules({ ...ctx, actor: null })).rejects.toMatchObject({ code: "unauthenticated" });
});

test("what is stored and is no rule is never half read", async () => {
  await schema
    .owner("pd_fare_rule")
    .insert({ provider: "bytemark", product_uuid: "p-day", rule: '{"window":1}' });
  expect(await stored()).toBeUndefined();
  expect((await listFareRules(ctx))[0]).toMatchObject({ product_uuid: "p-day", rule: null });
  await change(RULE);
  expect(await stored()).toEqual(RULE);
});
