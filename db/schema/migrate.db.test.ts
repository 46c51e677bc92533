import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateTables } from "./generate-tables";
import { migrate, migrateDown, migrationStatus } from "./migrate";
import { missingIndexes } from "@/db/doctor/doctor-facts";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";

let schema: TestSchema;
beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());

const asThePortalDoes = (pass_uuid: string) =>
  schema.owner.raw(
    "INSERT INTO bytemark_pass (oauth_token, pass_uuid, event_uuid, time_used) VALUES (?, ?, ?, ?)",
    ["token", pass_uuid, "event", "2026-11-22 12:00:00"],
  );

test("db/tables.ts is what the live schema says", async () => {
  expect(await generateTables(schema.owner)).toBe(
    await readFile(`${import.meta.dirname}/../tables.ts`, "utf8"),
  );
});

test("migrating again applies nothing", async () => {
  expect(await migrate(schema.owner)).toEqual([]);
  expect((await migrationStatus(schema.owner)).every(({ is_applied }) => is_applied)).toBe(true);
});

test("asking which migrations are applied creates nothing", async () => {
  const tables = async () => (await schema.owner("information_schema.TABLES").whereRaw("TABLE_SCHEMA = DATABASE()")).length; // prettier-ignore
  await schema.owner.raw("DROP TABLE pd_migration, pd_migration_lock");
  const before = await tables();
  const all = await migrationStatus(schema.owner);
  expect(all.some(({ is_applied }) => is_applied)).toBe(false);
  expect(await tables()).toBe(before);
  // If the record of migrations is lost, all run again: every step checks before it acts.
  expect(await migrate(schema.owner)).toHaveLength(all.length);
});

test("every index that statements name is there", async () => {
  expect(await missingIndexes(schema.owner)).toEqual([]);
});

test("the portal's own INSERT works before, during and after, and loses no row on the way down and up", async () => {
  await asThePortalDoes("during");
  await migrateDown(schema.owner);
  expect(await schema.owner.schema.hasColumn("bytemark_pass", "settled_status")).toBe(false);
  await asThePortalDoes("before");
  await migrate(schema.owner);
  await asThePortalDoes("after");
  const rows = await schema
    .owner("bytemark_pass")
    .select("pass_uuid", "settled_status", "provider")
    .orderBy("id");
  expect(rows).toEqual(
    ["during", "before", "after"].map((pass_uuid) => ({
      pass_uuid,
      settled_status: "UNKNOWN",
      provider: "bytemark",
    })),
  );
});

test("an interrupted migration is finished by the next run", async () => {
  await schema.owner.raw("ALTER TABLE bytemark_pass DROP INDEX ix_pd_serial, DROP COLUMN drift");
  await schema.owner("pd_migration").where("name", "<>", "20261122-000100-portal-tables").delete();
  await migrate(schema.owner);
  expect(await schema.owner.schema.hasColumn("bytemark_pass", "drift")).toBe(true);
  expect(await missingIndexes(schema.owner)).toEqual([]);
});
