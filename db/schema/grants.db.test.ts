import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/connection";
import { readableSecrets } from "@/db/doctor/doctor-facts";
import { grantRights } from "./grants";
import { SECRET_COLUMNS, secretColumns } from "./secret-columns";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";

/* The server's errors for a missing right on a table and on a column. */
const DENIED = [1142, 1143];

let schema: TestSchema;
beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());

async function errnoOf(act: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(act).then(
    () => "allowed",
    (error: unknown) => (error as { errno?: unknown }).errno,
  );
}

describe.each(secretColumns())("$table.$column", ({ table, column }) => {
  const statements: Record<string, string> = {
    read: `SELECT ${column} FROM ${table} LIMIT 1`,
    "read with everything": `SELECT * FROM ${table} LIMIT 1`,
    filter: `SELECT id FROM ${table} WHERE ${column} = 'x'`,
    sort: `SELECT id FROM ${table} ORDER BY ${column} LIMIT 1`,
    group: `SELECT COUNT(*) FROM ${table} GROUP BY ${column}`,
    "read in a join": `SELECT t.id FROM pd_user u JOIN ${table} t ON t.${column} = u.email`,
    write: `UPDATE ${table} SET ${column} = 'x' WHERE id = 1`,
    insert: `INSERT INTO ${table} (${column}) VALUES ('x')`,
  };
  test.each(Object.entries(statements))("the web user may not %s", async (_, statement) => {
    expect(DENIED).toContain(await errnoOf(schema.web.raw(statement)));
  });
});

test.each(["bytemark_pass", "pd_audit", "pd_operation", "pd_outbox", "pd_user"])(
  "the web user may not delete from %s",
  async (table) => expect(DENIED).toContain(await errnoOf(schema.web(table).delete())),
);

test.each(["pd_audit", "pd_operation", "pd_outbox"])("the web user may only add to %s", async (table) => {
  expect(DENIED).toContain(await errnoOf(schema.web.raw("UPDATE ?? SET created_on = NOW()", [table])));
  expect(DENIED).toContain(await errnoOf(schema.web.raw("TRUNCATE TABLE ??", [table])));
});

test("the web user may not change the schema", async () => {
  for (const statement of [
    "CREATE TABLE x (id INT)",
    "ALTER TABLE pd_audit ADD x INT",
    "DROP TABLE pd_audit",
  ]) {
    expect(DENIED).toContain(await errnoOf(schema.web.raw(statement)));
  }
});

test("extra rights of a user are revoked, and no others", async () => {
  const account = [new URL(schema.url.web).username, "127.0.0.1"];
  for (const right of [
    "SELECT (oauth_token) ON bytemark_pass",
    "SELECT ON bytemark_tokens",
    "SELECT ON ticket_transaction",
    "DELETE ON pd_audit",
    `INSERT ON ${schema.name}.*`,
  ]) {
    await schema.owner.raw(`GRANT ${right} TO ?@?`, account);
  }
  // Control: these rights do expose secrets.
  expect(await readableSecrets(schema.web)).not.toEqual([]);
  await grantRights(schema.owner, schema.url);
  await grantRights(schema.owner, schema.url);
  expect(await readableSecrets(schema.web)).toEqual([]);
  expect(DENIED).toContain(await errnoOf(schema.web("pd_audit").delete()));
  expect(DENIED).toContain(await errnoOf(schema.web("ticket_transaction").select("id")));
  expect(await errnoOf(schema.web("pd_audit").select("id").limit(1))).toBe("allowed");
  // Open connections cache rights on the whole schema, so this needs a new one.
  const later = openDatabase(schema.url.web, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  expect(DENIED).toContain(await errnoOf(later("bytemark_pass").insert({ pass_uuid: "x" })));
  await later.destroy();
});

test("the worker compares the tokens of accounts, and reads neither them nor a stored password", async () => {
  expect(await errnoOf(schema.worker("pd_account_token").select("token_hash"))).toBe("allowed");
  expect(DENIED).toContain(await errnoOf(schema.worker("bytemark_tokens").select("token")));
  expect(DENIED).toContain(await errnoOf(schema.worker("bytemark_tokens").select("password")));
});

test("the doctor's look finds no secret for the web user, and all of them for the owner", async () => {
  expect(await readableSecrets(schema.web)).toEqual([]);
  expect(await readableSecrets(schema.owner)).toHaveLength(secretColumns().length);
});

test("no column that looks like a credential is missing from the list", async () => {
  const rows: { t: string; c: string }[] = await schema
    .owner("information_schema.COLUMNS")
    .select({ t: "TABLE_NAME", c: "COLUMN_NAME" })
    .whereRaw("TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT LIKE 'pd\\_%'")
    .whereRaw("COLUMN_NAME REGEXP '(^|_)(oauth|token|password|secret|key)$|oauth_token|Data$'")
    .whereRaw("COLUMN_NAME <> 'f_token_id'");
  const known: Record<string, readonly string[]> = SECRET_COLUMNS;
  expect(rows.filter(({ t, c }) => !known[t]?.includes(c))).toEqual([]);
});
