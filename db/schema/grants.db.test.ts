import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "@/db/connection";
import { missingRights, reachableSecrets, surplusRights } from "@/db/doctor/prove-rights";
import { grantRights, grantStatements } from "./give-rights";
import { RIGHTS } from "./grants";
import { type Noun, NOUNS } from "@/db/portal/portal";
import { SECRET_COLUMNS, secretColumns } from "./secret-columns";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";

/* The server's errors for a missing right on a table and on a column. */
const DENIED = [1142, 1143];
/* And for a missing right on the server's files. */
const REFUSED = [...DENIED, 1045];

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

/* Every form of statement that could read, compare or write a column of a table. */
function formsOf(table: string, column: string): Record<string, string> {
  return {
    read: `SELECT ${column} FROM ${table} LIMIT 1`,
    "read with everything": `SELECT * FROM ${table} LIMIT 1`,
    filter: `SELECT 1 FROM ${table} WHERE ${column} = 'x'`,
    sort: `SELECT 1 FROM ${table} ORDER BY ${column} LIMIT 1`,
    group: `SELECT COUNT(*) FROM ${table} GROUP BY ${column}`,
    join: `SELECT 1 FROM pd_user u JOIN ${table} t ON t.${column} = u.email`,
    "guess in a join": `SELECT 1 FROM ${table} JOIN (SELECT 'guess' AS ${column}) x USING (${column})`,
    "guess in a natural join": `SELECT 1 FROM ${table} NATURAL JOIN (SELECT 'guess' AS ${column}) x`,
    "guess in a subquery": `SELECT (SELECT 'guess' AS oauth_token) IN (SELECT ${column} FROM ${table})`,
    count: `SELECT COUNT(*) FROM ${table}`,
    "open with the handler": `HANDLER ${table} OPEN`,
    checksum: `CHECKSUM TABLE ${table}`,
    write: `UPDATE ${table} SET ${column} = 'x' WHERE 1 = 0`,
    insert: `INSERT INTO ${table} (${column}) VALUES ('x')`,
    "copy out": `CREATE TABLE copied AS SELECT ${column} FROM ${table}`,
    load: `LOAD DATA INFILE 'x' INTO TABLE ${table} (${column})`,
  };
}

describe.each(secretColumns())("$table, $column", ({ table, column }) => {
  test.each(Object.entries(formsOf(table, column)))("the web user may not %s", async (_, statement) => {
    expect(REFUSED).toContain(await errnoOf(schema.web.raw(statement)));
  });
});

const NOT_THE_WORKERS = secretColumns().filter(({ table }) => !table.startsWith("bytemark_pass"));

describe.each(NOT_THE_WORKERS)("$table, $column", ({ table, column }) => {
  test.each(Object.entries(formsOf(table, column)))("the worker may not %s", async (_, statement) => {
    expect(REFUSED).toContain(await errnoOf(schema.worker.raw(statement)));
  });
});

test("a column right on a table would be enough for the handler, which reads every column", async () => {
  const account = [new URL(schema.url.web).username, "127.0.0.1"];
  await schema.owner("bytemark_tokens").insert({ user_id: 4711, password: "CNRY-handled" });
  await schema.owner.raw("GRANT SELECT (id) ON bytemark_tokens TO ?@?", account);
  try {
    const read = await schema.web.transaction(async (trx) => {
      await trx.raw("HANDLER bytemark_tokens OPEN");
      const told = await trx.raw("HANDLER bytemark_tokens READ FIRST LIMIT 10").then(
        ([rows]) => JSON.stringify(rows),
        (error: { errno: number }) => `refused: ${error.errno}`,
      );
      await trx.raw("HANDLER bytemark_tokens CLOSE");
      return told;
    });
    // MySQL opens the handler too, but asks for the right on the table before it reads.
    const [[{ version }]] = await schema.owner.raw("SELECT VERSION() AS version");
    expect(read).toContain(String(version).includes("MariaDB") ? "CNRY-handled" : "refused: 1142");
    expect(await reachableSecrets(schema.web, "web")).toEqual([
      "bytemark_tokens.password",
      "bytemark_tokens.token",
    ]);
  } finally {
    await grantRights(schema.owner, schema.url);
  }
  expect(await reachableSecrets(schema.web, "web")).toEqual([]);
});

describe("through the views of the portal", () => {
  const views = Object.keys(NOUNS);
  const secrets = [...new Set(secretColumns().map(({ column }) => column))];

  test.each(views)("%s has no secret column, and no form of statement finds one", async (view) => {
    await schema.owner("bytemark_pass").insert({ oauth_token: "CNRY-guessed", pass_uuid: "guessed" });
    for (const column of secrets) {
      const guess = (value: string) => schema.worker.raw(`SELECT COUNT(*) AS n FROM ${view} NATURAL JOIN (SELECT '${value}' AS ${column}) x`); // prettier-ignore
      // A guess that is right finds as many rows as one that is wrong.
      expect((await guess("CNRY-guessed"))[0], column).toEqual((await guess("wrong"))[0]);
      for (const form of ["read", "filter", "sort", "group", "guess in a join", "write"]) {
        const errno = await errnoOf(schema.worker.raw(formsOf(view, column)[form] ?? ""));
        expect([1054, ...DENIED], `${form} ${column}`).toContain(errno);
      }
    }
    expect([1347, ...DENIED]).toContain(await errnoOf(schema.web.raw(`HANDLER ${view} OPEN`)));
  });

  test("only the worker compares tokens", async () => {
    for (const [view, { is_for_worker }] of Object.entries<Noun>(NOUNS)) {
      const read = (db: TestSchema["web"]) => errnoOf(db.raw(`SELECT 1 FROM ${view} LIMIT 0`));
      expect(await read(schema.worker)).toBe("allowed");
      if (is_for_worker) expect(DENIED).toContain(await read(schema.web));
      else expect(await read(schema.web)).toBe("allowed");
    }
  });

  test("are merged into the statements that use them, and read with the owner's rights", async () => {
    const made: { name: string; security: string }[] = await schema
      .owner("information_schema.VIEWS")
      .select({ name: "TABLE_NAME", security: "SECURITY_TYPE" })
      .whereRaw("TABLE_SCHEMA = DATABASE()");
    expect(made.length).toBeGreaterThan(views.length);
    for (const { name, security } of made) {
      const [[row]] = await schema.owner.raw("SHOW CREATE VIEW ??", [name]);
      // Sentences alone, of no table.
      if (name !== "pd_archive_block") expect(row["Create View"]).toContain("ALGORITHM=MERGE");
      expect(security).toBe("DEFINER");
    }
  });
});

test("the worker knows who may act, and neither how they sign in nor how to change them", async () => {
  const worker = (sql: string) => errnoOf(schema.worker.raw(sql));
  expect(await worker("SELECT id, name, email, role, disabled_on FROM pd_person")).toBe("allowed");
  expect(await worker("SELECT id FROM pd_person WHERE id = 1 FOR UPDATE")).toBe("allowed");
  for (const statement of [
    "SELECT password_hash FROM pd_user",
    "SELECT id FROM pd_user",
    "UPDATE pd_user SET role = 'admin'",
    "UPDATE pd_person SET role = 'admin'",
    "UPDATE pd_person SET disabled_on = NULL",
    "INSERT INTO pd_user (email, name, role, password_hash) VALUES ('a@b', 'A', 'admin', 'x')",
    "SELECT id FROM pd_session",
    "INSERT INTO pd_session (id, user_id) VALUES ('x', 1)",
    "DELETE FROM pd_sign_in_failure",
    "HANDLER pd_user OPEN",
  ])
    expect(DENIED, statement).toContain(await worker(statement));
  expect(await worker("SELECT password_hash FROM pd_person"), "no such column").toBe(1054);
});

test("where a run of an export goes on is the worker's to say", async () => {
  const sql = "UPDATE pd_export SET resume_point = NULL WHERE id = 0";
  expect(DENIED).toContain(await errnoOf(schema.web.raw(sql)));
  expect(await errnoOf(schema.worker.raw(sql))).toBe("allowed");
  expect(await errnoOf(schema.web.raw("UPDATE pd_export SET downloads = 1 WHERE id = 0"))).toBe("allowed");
});

test.each(["bytemark_pass", "pd_pass", "pd_audit", "pd_operation", "pd_outbox", "pd_user"])(
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
  expect(await reachableSecrets(schema.web, "web")).not.toEqual([]);
  await grantRights(schema.owner, schema.url);
  await grantRights(schema.owner, schema.url);
  expect(await reachableSecrets(schema.web, "web")).toEqual([]);
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

test.each(["web", "worker"] as const)("the %s proves that it may do all it needs and reach no credential", async (holder) => {
  expect(await reachableSecrets(schema[holder], holder)).toEqual([]);
  expect(await missingRights(schema[holder], holder)).toEqual([]);
  expect(await surplusRights(schema[holder], holder)).toEqual([]);
  // Controls: the owner reaches all of them, and a right that is gone is missed.
  const all = secretColumns().map(({ table, column }) => `${table}.${column}`);
  expect(await reachableSecrets(schema.owner, "web")).toEqual(all);
  const account = [new URL(schema.url[holder]).username, "127.0.0.1"];
  await schema.owner.raw("REVOKE INSERT ON pd_job FROM ?@?", account);
  await schema.owner.raw("REVOKE ALL PRIVILEGES ON pd_pass__ix_pd_used FROM ?@?", account);
  await schema.owner.raw("REVOKE ALL PRIVILEGES ON pd_note FROM ?@?", account);
  await schema.owner.raw("GRANT SELECT, INSERT ON pd_note TO ?@?", account);
  try {
    const missing = new Set(await missingRights(schema[holder], holder));
    expect(missing).toEqual(new Set(["SELECT on pd_pass__ix_pd_used", "UPDATE on pd_note", "INSERT on pd_job"]));
  } finally {
    await grantRights(schema.owner, schema.url);
  }
}); // prettier-ignore

test("the statements to print are the ones that are run: they name every right, and nothing twice", async () => {
  const printed = await grantStatements(schema.owner, schema.url);
  expect(printed.every((sql) => sql.startsWith("GRANT "))).toBe(true);
  expect(new Set(printed).size).toBe(printed.length);
  for (const holder of ["web", "worker"] as const) {
    for (const table of Object.keys(RIGHTS[holder])) {
      const to = `to \`passdesk_${holder}\``;
      expect(printed.filter((sql) => sql.includes(` \`${table}\` `) && sql.toLowerCase().includes(holder)), to).not.toEqual([]);
    }
  }
  await schema.owner.raw("GRANT DELETE ON pd_audit TO ?@?", [new URL(schema.url.web).username, "127.0.0.1"]);
  const surplus = await grantStatements(schema.owner, schema.url);
  expect(surplus[0]).toMatch(/^REVOKE DELETE ON `pd_audit` FROM/);
  await grantRights(schema.owner, schema.url);
}); // prettier-ignore

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
