import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/connection";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { createPortal } from "@/db/testing/portal/create-portal";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { schemaContents } from "@/db/testing/schema-contents";
import { type Answer, compilePassdesk, type Passdesk } from "./compiled-passdesk";

let server: KillableServer;
let passdesk: Passdesk;
let root: Database;
let env: Record<string, string>;

beforeAll(async () => {
  server = await startKillableServer({ isDurable: true });
  passdesk = await compilePassdesk();
  // One connection, which goes into the schema again after it was made anew.
  root = openDatabase(server.root_url, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  env = { ...server.urls, AUTH_SECRET: "0123456789abcdef0123456789abcdef" };
});
afterAll(async () => {
  await Promise.all([root.destroy(), passdesk.remove()]);
  await server.remove();
});
beforeEach(async () => {
  await root.raw("DROP DATABASE IF EXISTS portal");
  await root.raw("CREATE DATABASE portal CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
  await root.raw("USE portal");
});

const MIGRATE = ["migrate"];
const GRANT = ["grant"];
const SEED = ["seed", "--passes", "100"];
const CREATE = ["user", "create", "--email", "a@example.com", "--name", "Ada", "--role", "admin"];
const DESK = [SEED, CREATE, ["settle"], ["archive"], ["audit", "verify"], ["tables"]];

async function carriedOut(args: readonly string[]): Promise<void> {
  const { code, said } = await passdesk.run(args, env);
  expect(code, said).toBe(0);
}

function expectSentence({ code, said }: Answer, says: string): void {
  expect(said).toContain(says);
  expect(said, "no stack, and nothing of a program's insides").not.toMatch(
    /\n\s+at |undefined|\[object|Error:/,
  );
  expect(code, said).toBe(1);
}

/* Each is refused with these words, and leaves the database as it is. */
async function refused(commands: readonly (readonly string[])[], says: string): Promise<void> {
  const before = await schemaContents(root);
  await Promise.all(commands.map(async (args) => expectSentence(await passdesk.run(args, env), says)));
  expect(await schemaContents(root)).toEqual(before);
}

test("not migrated", () => refused([GRANT, ...DESK, ["doctor"]], "passdesk migrate"));

test("half migrated, and rights that are missing", async () => {
  await carriedOut(MIGRATE);
  await refused([...DESK.slice(2, 5), ["doctor"]], "passdesk grant");
  await carriedOut(GRANT);
  await root.raw("DROP TABLE pd_note");
  await refused([GRANT, ...DESK, ["doctor"]], "pd_note");
});

test("of a newer version", async () => {
  await carriedOut(MIGRATE);
  await root.raw("ALTER TABLE pd_note ADD COLUMN colour INT NULL");
  await refused([MIGRATE, ["doctor"]], "pd_note.colour");
  await root.raw("ALTER TABLE pd_note DROP COLUMN colour");
  await root.raw("ALTER TABLE bytemark_pass ADD COLUMN zone INT NULL COMMENT 'PassDesk'");
  await refused([MIGRATE], "bytemark_pass.zone");
  await root.raw("ALTER TABLE bytemark_pass MODIFY COLUMN zone INT NULL");
  // Control: a column of the portal's own.
  await carriedOut([...MIGRATE, "--allow-copy"]);
});

test("not a portal", async () => {
  await root.raw("CREATE TABLE something (id INT PRIMARY KEY)");
  await refused([MIGRATE], "it is not a portal's");
  await refused([["doctor", "--portal"]], "The table bytemark_pass is missing");
  await refused([GRANT, SEED, CREATE], "passdesk migrate");
});

test("a portal whose pass table needs a copy: doctor says the call that will succeed", async () => {
  await createPortal(env["MIGRATION_DATABASE_URL"] ?? "", NAMED_PORTALS.myisam);
  const looked = await passdesk.run(["doctor", "--portal"], env);
  expect(looked, looked.said).toMatchObject({ code: 0 });
  expect(looked.said).toContain("\nmigrate --allow-copy and grant will succeed.");
  await refused([MIGRATE], "--allow-copy");
  await carriedOut([...MIGRATE, "--allow-copy"]);
  await carriedOut(GRANT);
  const later = await passdesk.run(["doctor", "--portal"], env);
  expect(later.said).toContain("\nmigrate and grant will succeed.");
});

test("one user for web and worker", async () => {
  await createPortal(env["MIGRATION_DATABASE_URL"] ?? "", NAMED_PORTALS.plain);
  await carriedOut(["doctor", "--portal"]);
  const one = { ...env, WORKER_DATABASE_URL: env["DATABASE_URL"] ?? "" };
  const looked = await passdesk.run(["doctor", "--portal"], one);
  expectSentence(looked, "WORKER_DATABASE_URL names the web's user");
  await carriedOut(MIGRATE);
  expectSentence(await passdesk.run(GRANT, one), "must name different users");
});

test("read-only", async () => {
  await root.raw("SET GLOBAL read_only = 1");
  try {
    await refused([MIGRATE], "the server is read-only");
    await refused([["doctor"], ["doctor", "--portal"]], "The server is read-only");
    await root.raw("SET GLOBAL read_only = 0");
    await carriedOut(MIGRATE);
    await carriedOut(GRANT);
    await root.raw("SET GLOBAL read_only = 1");
    await refused([CREATE, SEED], "the server is read-only");
  } finally {
    await root.raw("SET GLOBAL read_only = 0");
  }
});

/* What migrate needs of the owner. */
const NEEDED = ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "INDEX", "DROP", "CREATE VIEW", "SHOW VIEW", "TRIGGER", "CREATE TEMPORARY TABLES"]; // prettier-ignore

test("an owner without a right is told which one before anything is changed, with the SQL that gives it", async () => {
  await root.raw("CREATE USER 'narrow'@'127.0.0.1' IDENTIFIED BY 'n0t-in-any-example'");
  const url = new URL(env["MIGRATION_DATABASE_URL"] ?? "");
  Object.assign(url, { username: "narrow", password: "n0t-in-any-example" });
  const narrow = { ...env, MIGRATION_DATABASE_URL: url.href };
  const give = (rights: readonly string[]) =>
    root.raw(`GRANT ${rights.join(", ")} ON portal.* TO 'narrow'@'127.0.0.1'`);
  await give(NEEDED);
  const untouched = await schemaContents(root);
  for (const right of NEEDED) {
    await root.raw(`REVOKE ${right} ON portal.* FROM 'narrow'@'127.0.0.1'`);
    const { code, said } = await passdesk.run(MIGRATE, narrow);
    expect([code, said]).toEqual([1, expect.stringMatching(new RegExp(`lacks ${right} on this schema. Nothing was changed. As an administrator: GRANT ${right} ON`))]); // prettier-ignore
    await give([right]);
  }
  await root.raw("REVOKE CREATE TEMPORARY TABLES ON portal.* FROM 'narrow'@'127.0.0.1'");
  expectSentence(
    await passdesk.run(["doctor", "--portal"], narrow),
    "lacks CREATE TEMPORARY TABLES on this schema.",
  );
  await root.raw(`REVOKE ALL PRIVILEGES ON portal.* FROM 'narrow'@'127.0.0.1'`);
  for (const args of [MIGRATE, GRANT, CREATE, ["doctor"], ["doctor", "--portal"]])
    expectSentence(await passdesk.run(args, narrow), "MIGRATION_DATABASE_URL");
  await give(NEEDED);
  expect(await schemaContents(root)).toEqual(untouched);
  expect(await passdesk.run(MIGRATE, narrow), "control: these rights are enough").toMatchObject({ code: 0 });
  const before = await schemaContents(root);
  expectSentence(await passdesk.run(GRANT, narrow), "may not give rights to others");
  expect(await schemaContents(root)).toEqual(before);
  await root.raw("GRANT GRANT OPTION ON portal.* TO 'narrow'@'127.0.0.1'");
  expect(await passdesk.run(GRANT, narrow), "control: with the right to give them").toMatchObject({
    code: 0,
  });
});

test("the owner who made the views is gone: doctor says so, and migrate makes them anew", async () => {
  const urlOf = (username: string) =>
    Object.assign(new URL(env["MIGRATION_DATABASE_URL"] ?? ""), { username, password: "n0t-in-any-example" }).href; // prettier-ignore
  await root.raw("CREATE USER 'first'@'127.0.0.1' IDENTIFIED BY 'n0t-in-any-example'");
  await root.raw("GRANT ALL PRIVILEGES ON portal.* TO 'first'@'127.0.0.1' WITH GRANT OPTION");
  const first = { ...env, MIGRATION_DATABASE_URL: urlOf("first") };
  for (const args of [MIGRATE, GRANT, ["doctor"]])
    expect(await passdesk.run(args, first), args.join()).toMatchObject({ code: 0 });
  await root.raw("RENAME USER 'first'@'127.0.0.1' TO 'second'@'127.0.0.1'");
  const second = { ...env, MIGRATION_DATABASE_URL: urlOf("second") };
  for (const args of [["doctor"], ["settle"]]) {
    const { code, said } = await passdesk.run(args, second);
    expect([code, said]).toEqual([1, expect.stringMatching(/passdesk migrate/)]);
    expect(said).not.toMatch(/refused the connection|Access denied/);
  }
  const { said } = await passdesk.run(["doctor"], second);
  expect(said).toMatch(/fail {2}view owner: .*'first'@'127\.0\.0\.1'.*'second'@'127\.0\.0\.1'/);
  expect((await passdesk.run(["settle"], second)).said).toContain("lacks SELECT on pd_pass");
  expect(await passdesk.run(MIGRATE, second)).toMatchObject({ code: 0 });
  for (const args of [["doctor"], ["settle"]])
    expect(await passdesk.run(args, second), args.join()).toMatchObject({ code: 0 });
});

test("stopped: none of the commands waits for it or shows more than a sentence", async () => {
  await server.kill();
  for (const args of [MIGRATE, GRANT, ...DESK]) {
    const answer = await passdesk.run(args, env);
    expectSentence(
      answer,
      args === GRANT || args === MIGRATE ? "MIGRATION_DATABASE_URL" : "No database server answers",
    );
  }
  expectSentence(await passdesk.run(["doctor"], env), "no server answers at its address");
  expectSentence(await passdesk.run(["doctor", "--portal"], env), "No database server answers");
});
