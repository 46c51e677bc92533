import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateTables } from "./generate-tables";
import { migrate, migrateDown, plannedSteps } from "./migrate";
import { missingIndexes } from "@/db/doctor/doctor-facts";
import { PASS_INDEXES } from "@/db/query/pass-indexes";
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

test("migrating again does nothing", async () => {
  expect(await migrate(schema.owner)).toEqual([]);
});

test("asking what is missing creates nothing", async () => {
  const tables = async () => (await schema.owner("information_schema.TABLES").whereRaw("TABLE_SCHEMA = DATABASE()")).length; // prettier-ignore
  await schema.owner.raw("DROP TABLE pd_audit_check, pd_fare_rule");
  const before = await tables();
  const steps = await plannedSteps(schema.owner);
  expect(steps.map(({ table }) => table)).toEqual(["pd_fare_rule", "pd_audit_check"]);
  expect(await tables()).toBe(before);
  expect(await migrate(schema.owner)).toHaveLength(2);
});

test("a view that is missing is listed and made, one that somebody changed is renewed, and one too many is dropped", async () => {
  const text = async () => ((await schema.owner.raw("SHOW CREATE VIEW pd_pass")) as [{ "Create View": string }[]])[0][0]?.["Create View"]; // prettier-ignore
  const before = await text();
  await schema.owner.raw("DROP VIEW pd_pass");
  expect((await plannedSteps(schema.owner)).map(({ table }) => table)).toEqual(["pd_pass"]);
  expect((await migrate(schema.owner)).map(({ title }) => title)).toEqual(["make the view"]);
  await schema.owner.raw("CREATE OR REPLACE VIEW pd_pass AS SELECT 1 AS id");
  await schema.owner.raw("CREATE VIEW pd_leftover AS SELECT 1 AS id");
  const steps = await migrate(schema.owner);
  expect(steps.map(({ table, title }) => `${title} ${table}`)).toEqual([
    "renew the view pd_pass",
    "drop the view pd_leftover",
  ]);
  expect(await text()).toBe(before);
});

test("every index that statements name is there, on the columns that they count on", async () => {
  expect(await missingIndexes(schema.owner)).toEqual([]);
  const rows: { name: string; column: string }[] = await schema
    .owner("information_schema.STATISTICS")
    .select({ name: "INDEX_NAME", column: "COLUMN_NAME" })
    .whereRaw("TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'bytemark_pass' AND INDEX_NAME LIKE 'ix\\_pd\\_%'")
    .orderBy(["INDEX_NAME", "SEQ_IN_INDEX"]);
  const live = Object.fromEntries(
    // What the views show as `time_used` is the readable time, and the index stands on that.
    [...Map.groupBy(rows, ({ name }) => name)].map(([name, parts]) => [
      name,
      parts.map(({ column }) => column.replace("pd_time_used", "time_used")),
    ]),
  );
  expect(live).toEqual(PASS_INDEXES);
});

test("the portal's own INSERT works before, during and after, and loses no row on the way down and up", async () => {
  await asThePortalDoes("during");
  expect((await migrateDown(schema.owner)).changed).toEqual([]);
  expect(await schema.owner.schema.hasColumn("bytemark_pass", "settled_status")).toBe(false);
  await asThePortalDoes("before");
  await migrate(schema.owner);
  await asThePortalDoes("after");
  const rows = await schema
    .owner("bytemark_pass")
    .select("pass_uuid", "settled_status", "provider", schema.owner.raw("created_on IS NULL AS is_old"))
    .orderBy("id");
  expect(rows).toEqual(
    [
      ["during", 1],
      ["before", 1],
      ["after", 0],
    ].map(([pass_uuid, is_old]) => ({
      pass_uuid,
      settled_status: "UNKNOWN",
      provider: "bytemark",
      is_old,
    })),
  );
});

test("what is there but not as wanted is mended: a default, an index, a generated column, a table of PassDesk's", async () => {
  const textOf = async (table: string) => ((await schema.owner.raw(`SHOW CREATE TABLE ${table}`)) as [{ "Create Table": string }[]])[0][0]?.["Create Table"]; // prettier-ignore
  const before = [await textOf("bytemark_pass"), await textOf("pd_job")];
  await schema.owner.raw("ALTER TABLE bytemark_pass ALTER COLUMN created_on DROP DEFAULT");
  await schema.owner.raw("ALTER TABLE bytemark_pass MODIFY COLUMN settled_status VARCHAR(16) GENERATED ALWAYS AS ('USABLE') VIRTUAL COMMENT 'PassDesk'"); // prettier-ignore
  await schema.owner.raw("ALTER TABLE bytemark_pass DROP INDEX ix_pd_status_product, ADD INDEX ix_pd_status_product (status)"); // prettier-ignore
  await schema.owner.raw("ALTER TABLE pd_job DROP INDEX ix_pd_job_subject, ALTER COLUMN fence SET DEFAULT 7");
  await migrate(schema.owner);
  expect([await textOf("bytemark_pass"), await textOf("pd_job")]).toEqual(before);
});
