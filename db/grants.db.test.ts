import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readableSecrets } from "./doctor-facts";
import { SECRET_COLUMNS, secretColumns } from "./secret-columns";
import { createTestSchema, type TestSchema } from "./testing/schema";

/* The engine's own refusals: no right on the table, on the column. */
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

test("the worker reads provider tokens and no stored password", async () => {
  expect(await errnoOf(schema.worker("bytemark_tokens").select("token"))).toBe("allowed");
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
