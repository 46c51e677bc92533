import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate, migrateDown } from "./migrate";
import { parseTable } from "@/db/schema/steps/table-text";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { schemaTexts } from "@/db/testing/schema-texts";

let schema: TestSchema;
beforeEach(async () => {
  schema = await createTestSchema(null);
});
afterEach(() => schema.drop());

/* The order in which the earlier version made its indexes. */
const EARLIER = [
  "pass_uuid", "serial", "order_uuid", "event_uuid", "user", "created", "used", "expiration", "modified", "synced", "status",
  "status_created", "status_used", "status_expiration", "product", "product_created", "product_used",
  "product_expiration", "resolved", "drift", "locked", "duplicate", "status_product",
].map((name) => `ix_pd_${name}`); // prettier-ignore

const STORED = `VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin
  GENERATED ALWAYS AS (IF(time_used IS NULL, 'USABLE', 'USING')) STORED`;

/* The schema as the version before made it: no marks, a stored status, indexes on the raw time, a list of migrations. */
async function makeEarlier(): Promise<void> {
  const run = (sql: string) => schema.owner.raw(sql);
  const alter = (parts: readonly string[]) => run(`ALTER TABLE bytemark_pass ${parts.join(", ")}`);
  const { columns, keys } = parseTable((await schemaTexts(schema.owner))["bytemark_pass"] ?? "");
  await alter(EARLIER.map((name) => `DROP INDEX ${name}`));
  await alter(["DROP COLUMN settled_status"]);
  await alter(["DROP COLUMN pd_time_used"]);
  const plain = [...columns.values()].filter((line) => line.endsWith("COMMENT 'PassDesk'") && !line.includes("GENERATED")); // prettier-ignore
  await alter(plain.map((line) => `MODIFY COLUMN ${line.replace(" COMMENT 'PassDesk'", "")}`));
  await alter([`ADD COLUMN settled_status ${STORED}`]);
  for (const name of EARLIER) await alter([`ADD ${(keys.get(name) ?? "").replace("pd_time_used", "time_used")}`]); // prettier-ignore
  await run("DROP TABLE bytemark_pass_archive, pd_portal_table");
  await run("CREATE TABLE bytemark_pass_archive LIKE bytemark_pass");
  await run(
    `ALTER TABLE bytemark_pass_archive ADD COLUMN archived_on DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
     ADD COLUMN archive_run_id BIGINT NULL, ADD INDEX ix_pd_archived_on (archived_on),
     ADD INDEX ix_pd_archive_run (archive_run_id)`,
  );
  await run("ALTER TABLE pd_pass_route DROP PRIMARY KEY, ADD PRIMARY KEY (pass_id, route)");
  await run("CREATE TABLE pd_migration (id INT PRIMARY KEY, name VARCHAR(255))");
  await run("CREATE TABLE pd_migration_lock (`index` INT PRIMARY KEY, is_locked INT)");
  await run("INSERT INTO pd_migration_lock VALUES (1, 1)");
}

test("an installation of the version before comes to the same schema, whatever its lock says, and keeps its passes", async () => {
  const wanted = await schemaTexts(schema.owner);
  await makeEarlier();
  await schema.owner.raw("INSERT INTO bytemark_pass (pass_uuid, status) VALUES ('kept', 'USABLE')");
  await schema.owner.raw(
    "INSERT INTO bytemark_pass_archive (pass_uuid, status) VALUES ('archived', 'EXPIRED')",
  );
  await migrate(schema.owner);
  // MySQL names the character set of a column too if the statement that made it did; a collation says the same.
  const told = (texts: Record<string, string>) =>
    Object.entries(texts).map(([name, text]) => [
      name,
      text.replaceAll(" CHARACTER SET utf8mb4 COLLATE", " COLLATE"),
    ]);
  expect(told(await schemaTexts(schema.owner))).toEqual(told(wanted));
  expect(await schema.owner("bytemark_pass").pluck("status")).toEqual(["USABLE"]);
  expect(await schema.owner("bytemark_pass_archive").pluck("settled_status")).toEqual(["EXPIRED"]);
});

test("an installation that stopped half-way, without the times' defaults, comes to it too", async () => {
  const wanted = await schemaTexts(schema.owner);
  await makeEarlier();
  await schema.owner.raw("ALTER TABLE bytemark_pass ALTER COLUMN created_on DROP DEFAULT, DROP INDEX ix_pd_serial, DROP COLUMN drift"); // prettier-ignore
  await schema.owner.raw("ALTER TABLE pd_audit DROP COLUMN mac");
  await schema.owner.raw("DELETE FROM pd_setting WHERE name = 'audit.unsigned'");
  await migrate(schema.owner);
  const { columns, keys } = parseTable((await schemaTexts(schema.owner))["bytemark_pass"] ?? "");
  const whole = parseTable(wanted["bytemark_pass"] ?? "");
  expect(Object.fromEntries(columns)).toEqual(Object.fromEntries(whole.columns));
  expect(Object.fromEntries(keys)).toEqual(Object.fromEntries(whole.keys));
  expect(await schema.owner("pd_setting").where("name", "audit.unsigned").pluck("value")).toEqual([{ last_id: 0 }]); // prettier-ignore
});

test("the way back is refused where the columns of the version before are unmarked", async () => {
  await makeEarlier();
  const before = await schemaTexts(schema.owner);
  await expect(migrateDown(schema.owner)).rejects.toThrow("call migrate first");
  expect(await schemaTexts(schema.owner)).toEqual(before);
});
