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

const shownView = async (name: string) => ((await schema.owner.raw("SHOW CREATE VIEW ??", [name])) as [{ "Create View": string }[]])[0][0]?.["Create View"]; // prettier-ignore
const planned = async () => (await plannedSteps(schema.owner)).map(({ table, title }) => `${title} ${table}`);

test("a view that is missing is made, one that somebody changed is renewed, and one of an earlier version is dropped", async () => {
  const before = await shownView("pd_pass");
  await schema.owner.raw("DROP VIEW pd_pass");
  expect(await planned()).toEqual(["make the view pd_pass"]);
  await migrate(schema.owner);
  await schema.owner.raw("CREATE OR REPLACE VIEW pd_pass AS SELECT 1 AS id");
  await schema.owner.raw("CREATE VIEW pd_pass__ix_pd_former AS SELECT 1 AS id");
  expect(await planned()).toEqual(["renew the view pd_pass", "drop the view pd_pass__ix_pd_former"]);
  await migrate(schema.owner);
  expect(await planned()).toEqual([]);
  expect(await shownView("pd_pass")).toBe(before);
});

test("a view that the portal has outgrown is listed as such, also when it is broken, and is renewed", async () => {
  await schema.owner.raw("ALTER TABLE auth_user CHANGE COLUMN is_guest guest CHAR(1)");
  expect(await planned()).toContain("renew the view pd_rider");
  await migrate(schema.owner);
  expect(await planned()).toEqual([]);
  await schema.owner.raw("ALTER TABLE auth_user CHANGE COLUMN guest is_guest CHAR(1)");
  expect(await planned()).toContain("renew the view pd_rider");
  await migrate(schema.owner);
});

test("a view of the portal's own stays, up and down, whatever its name begins with", async () => {
  await schema.owner.raw("CREATE VIEW pd_sales AS SELECT COUNT(*) AS n FROM bytemark_orders");
  expect(await planned()).toEqual([]);
  await migrateDown(schema.owner);
  expect(await shownView("pd_sales")).toBeDefined();
  await migrate(schema.owner);
  await schema.owner.raw("DROP VIEW pd_sales");
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

test("a statement of the portal's that names no columns means the portal's own", async () => {
  const [[row]] = (await schema.owner.raw("SELECT VERSION() AS version")) as [{ version: string }[], unknown];
  await schema.owner.raw("CREATE TABLE portal_copy SELECT * FROM bytemark_pass LIMIT 0");
  const copied = await schema.owner("information_schema.COLUMNS").whereRaw("TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'portal_copy'").orderBy("ORDINAL_POSITION").pluck("COLUMN_NAME"); // prettier-ignore
  expect(copied, row?.version).toEqual(["id", "oauth_token", "pass_uuid", "event_uuid", "time_used"]);
  await schema.owner.raw(
    "INSERT INTO bytemark_pass VALUES (NULL, 'token', 'unnamed', 'event', '2026-11-22 12:00:00')",
  );
  expect(await schema.owner("bytemark_pass").where({ pass_uuid: "unnamed" }).del()).toBe(1);
  await schema.owner.raw("DROP TABLE portal_copy");
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
