import { afterAll, beforeAll, expect, test } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { readSetting, writeSetting } from "@/db/settings/settings";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { checkDatabase } from "./check-database";
import { seedDemo } from "./seed-demo";

let schema: TestSchema;
beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());

const seed = (passes: number) =>
  seedDemo(schema.owner, { passes, anchor: new Date("2026-11-18T15:30:27Z"), report: () => undefined });
const countPasses = async () =>
  Number((await schema.owner("bytemark_pass").count({ n: "*" }).first())?.["n"]);

test("passes that no demo load put there are never replaced", async () => {
  await insertRows(schema.owner, "bytemark_pass", { pass_uuid: "real" });
  await expect(seed(200)).rejects.toMatchObject({ code: "conflict" });
  expect(await schema.owner("bytemark_pass").pluck("pass_uuid")).toEqual(["real"]);
  await schema.owner("bytemark_pass").truncate();
});

test("loads once, keeps the same size, replaces another and an interrupted load", async () => {
  expect(await seed(200)).toEqual({ outcome: "loaded", passes: 200, anchor: "2026-11-18T15:30:00.000Z" });
  await schema.owner("bytemark_pass").where({ id: 1 }).update({ product_name: "edited" });
  expect(await seed(200)).toMatchObject({ outcome: "kept" });
  expect(await schema.owner("bytemark_pass").where({ product_name: "edited" })).toHaveLength(1);
  expect(await seed(300)).toMatchObject({ outcome: "loaded" });
  expect(await countPasses()).toBe(300);
  const marker = (await readSetting(schema.owner, "demo")) as object;
  await writeSetting(schema.owner, "demo", { ...marker, state: "loading" });
  expect(await seed(300)).toMatchObject({ outcome: "loaded" });
});

test.each([99, 0, -1, 1.5, 50_000_001])("%d passes are refused", async (passes) => {
  await expect(seed(passes)).rejects.toMatchObject({ code: "invalid_parameter" });
});

test("the doctor finds a demo healthy, and a demo account in production sick", async () => {
  const around = { now: new Date(), is_production: false };
  const findings = await checkDatabase(schema.owner, schema.web, around);
  expect(findings.filter(({ state }) => state === "fail")).toEqual([]);
  await schema
    .owner("pd_user")
    .insert({ email: "d@x.test", name: "d", role: "admin", password_hash: "-", is_demo: 1 });
  const sick = await checkDatabase(schema.owner, schema.web, { ...around, is_production: true });
  expect(sick.filter(({ state }) => state === "fail").map(({ check }) => check)).toEqual(["demo accounts"]);
});

test("the doctor sees a missing index and a web user that may read secrets", async () => {
  await schema.owner.raw("ALTER TABLE bytemark_pass DROP INDEX ix_pd_serial");
  const findings = await checkDatabase(schema.owner, schema.owner, { now: new Date(), is_production: true });
  const failed = findings.filter(({ state }) => state === "fail").map(({ check }) => check);
  expect(failed).toEqual(["indexes", "web rights", "demo accounts"]);
});
