import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyTables, insertRows } from "@/db/seeds/portal-target";
import { readSetting, writeSetting } from "@/db/settings/settings";
import { createBareSchema, createTestSchema, type TestSchema } from "@/db/testing/schema";
import { openDatabase } from "@/db/connection";
import { checkDatabase, checkRights } from "./check-database";
import { seedDemo } from "./seed-demo";

let schema: TestSchema;
beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());

const seed = (passes: number) =>
  seedDemo(schema.owner, { passes, anchor: new Date("2026-11-18T15:30:27Z"), report: () => undefined });
const countPasses = async () => Number((await schema.owner("pd_pass").count({ n: "*" }).first())?.["n"]);

test("passes that no demo load put there are never replaced", async () => {
  await insertRows(schema.owner, "bytemark_pass", { pass_uuid: "real" });
  await expect(seed(200)).rejects.toMatchObject({ code: "conflict" });
  expect(await schema.owner("pd_pass").pluck("pass_uuid")).toEqual(["real"]);
  await emptyTables(schema.owner, ["bytemark_pass"]);
});

test("loads once, keeps the same size, replaces another and an interrupted load", async () => {
  expect(await seed(200)).toEqual({ outcome: "loaded", passes: 200, anchor: "2026-11-18T15:30:00.000Z" });
  await schema.owner("pd_pass").where({ id: 1 }).update({ product_name: "edited" });
  expect(await seed(200)).toMatchObject({ outcome: "kept" });
  expect(await schema.owner("pd_pass").where({ product_name: "edited" })).toHaveLength(1);
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
  const findings = await checkDatabase(schema.owner, around);
  expect(findings.filter(({ state }) => state === "fail")).toEqual([]);
  await schema
    .owner("pd_user")
    .insert({ email: "d@x.test", name: "d", role: "admin", password_hash: "-", is_demo: 1 });
  const sick = await checkDatabase(schema.owner, { ...around, is_production: true });
  expect(sick.filter(({ state }) => state === "fail").map(({ check }) => check)).toEqual(["demo accounts"]);
});

test("the doctor sees a missing index and a web user that may read secrets", async () => {
  await schema.owner.raw("ALTER TABLE bytemark_pass DROP INDEX ix_pd_serial");
  const around = { now: new Date(), is_production: true };
  const findings = [
    ...(await checkDatabase(schema.owner, around)),
    await checkRights(schema.owner, "web", around),
    await checkRights(schema.web, "web", around),
  ];
  const failed = findings.filter(({ state }) => state === "fail").map(({ check }) => check);
  expect(failed).toEqual(["indexes", "demo accounts", "web rights"]);
});

test("the doctor finds a right that was revoked, and a user without any", async () => {
  const around = { now: new Date(), is_production: true };
  const account = [new URL(schema.url.web).username, "127.0.0.1"];
  await schema.owner.raw("REVOKE INSERT ON pd_note FROM ?@?", account);
  expect(await checkRights(schema.web, "web", around)).toMatchObject({
    state: "fail",
    sentence: expect.stringContaining("pd_note") as string,
  });
  const bare = await createBareSchema();
  const stranger = openDatabase(bare.url.web, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  expect(await checkRights(stranger, "web", around)).toMatchObject({
    state: "fail",
    sentence: "The web user has no right in this schema.",
  });
  await stranger.destroy();
  await bare.drop();
});
