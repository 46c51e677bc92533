import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate, migrateDown, plannedSteps } from "./migrate";
import { type Database, openDatabase } from "@/db/connection";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { createPortal } from "@/db/testing/portal/create-portal";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { schemaTexts } from "@/db/testing/schema-texts";

const MINUTES = 60_000;
const OPTIONS = { poolSize: 3, serverTimeout_ms: 0, clientTimeout_ms: 0 };
/* MariaDB does not unless told to. */
const TELLS_WHO_HOLDS = [
  "--performance-schema=ON",
  "--performance-schema-instrument=wait/lock/metadata/sql/mdl=ON",
];
/* What servers have against tables without a primary key; a server knows one of these or two. */
const AGAINST_NO_KEY = [
  "innodb_force_primary_key",
  "sql_require_primary_key",
  "sql_generate_invisible_primary_key",
];

let server: KillableServer;
let root: Database;
beforeAll(async () => {
  server = await startKillableServer({ isDurable: false, settings: TELLS_WHO_HOLDS });
  root = openDatabase(server.root_url, OPTIONS);
}, 2 * MINUTES);
afterAll(async () => {
  await root.destroy();
  await server.remove();
});

const urlOf = (schema: string) => server.urls.MIGRATION_DATABASE_URL.replace(/\/portal$/, `/${schema}`);

async function knownSettings(): Promise<string[]> {
  const [rows] = (await root.raw("SHOW GLOBAL VARIABLES LIKE '%primary_key'")) as [
    { Variable_name: string }[],
  ];
  return rows.map(({ Variable_name }) => Variable_name).filter((name) => AGAINST_NO_KEY.includes(name));
}

/* Whether a table without a key is refused, or given one. */
async function isMet(owner: Database): Promise<boolean> {
  try {
    await owner.raw("CREATE TABLE without_key (a INT)");
    return await owner.schema.hasColumn("without_key", "my_row_id");
  } catch (error) {
    return [1173, 3750].includes(Number((error as { errno?: unknown }).errno));
  } finally {
    await owner.raw("DROP TABLE IF EXISTS without_key");
  }
}

test(
  "a server that has something against tables without a key changes nothing about a migration, a demo or the way back",
  async () => {
    const known = await knownSettings();
    expect(known).not.toEqual([]);
    for (const name of known) {
      await root.raw(`SET GLOBAL ${name} = ON`);
      const schema = `portal_${name}`;
      await root.raw("CREATE DATABASE ?? COLLATE utf8mb4_unicode_ci", [schema]);
      await createPortal(urlOf(schema), NAMED_PORTALS.plain);
      const owner = openDatabase(urlOf(schema), OPTIONS);
      expect(await isMet(owner)).toBe(true);
      const before = await schemaTexts(owner);
      expect((await plannedSteps(owner)).map(({ sql }) => sql).join()).not.toContain("my_row_id");
      await migrate(owner);
      expect(await plannedSteps(owner)).toEqual([]);
      expect((await migrateDown(owner)).changed).toEqual([]);
      expect(await schemaTexts(owner)).toEqual(before);
      for (const table of Object.keys(before)) await owner.raw("DROP TABLE ??", [table]);
      await migrate(owner);
      expect(await plannedSteps(owner)).toEqual([]);
      await owner.destroy();
      await root.raw(`SET GLOBAL ${name} = OFF`);
    }
  },
  4 * MINUTES,
);

test(
  "a user who does not see other connections stands in line once in ten seconds, not every other second",
  async () => {
    await root.raw("CREATE DATABASE portal_unseen COLLATE utf8mb4_unicode_ci");
    await root.raw("CREATE USER unseeing@'%' IDENTIFIED BY 'nobody-else-is-here'");
    await root.raw("GRANT ALL ON portal_unseen.* TO unseeing@'%'");
    await createPortal(urlOf("portal_unseen"), NAMED_PORTALS.plain);
    const url = new URL(urlOf("portal_unseen"));
    Object.assign(url, { username: "unseeing", password: "nobody-else-is-here" });
    const owner = openDatabase(url.href, OPTIONS);
    const holder = await root.transaction();
    await holder("portal_unseen.bytemark_pass").first("id");
    const said: string[] = [];
    const outcome = await migrate(owner, { wait_s: 12, report: (line) => said.push(line) }).then(
      () => "done",
      String,
    );
    await holder.rollback();
    expect(outcome).toContain("bytemark_pass stayed locked for 12 s by another connection, so");
    expect(said.filter((line) => line.includes("trying again"))).toEqual([
      "bytemark_pass is locked by another connection; trying again.",
    ]);
    await owner.destroy();
  },
  MINUTES,
);

/* A transaction that read a table of the portal and stays open; answers its connection's number. */
async function idleIn(table: string): Promise<{ id: string; end: () => Promise<void> }> {
  const trx = await root.transaction();
  await trx(`portal_told.${table}`).first("id");
  const [[row]] = (await trx.raw("SELECT CONNECTION_ID() AS id")) as [{ id: string | number }[]];
  return { id: String(row?.id), end: async () => void (await trx.rollback()) };
}

test(
  "where the server tells who holds a table, that connection is named and no other",
  async () => {
    await root.raw("CREATE DATABASE portal_told COLLATE utf8mb4_unicode_ci");
    await createPortal(urlOf("portal_told"), NAMED_PORTALS.plain);
    const owner = openDatabase(server.root_url.replace("/portal?", "/portal_told?"), OPTIONS);
    const innocent = await idleIn("auth_user");
    const holder = await idleIn("bytemark_pass");
    const outcome = await migrate(owner, { wait_s: 2 }).then(() => "done", String);
    await Promise.all([innocent.end(), holder.end()]);
    const named = `bytemark_pass stayed locked for 2 s by connection ${holder.id} \\(transaction open for \\d+ s\\), so`;
    expect(outcome).toMatch(new RegExp(named));
    await owner.destroy();
  },
  MINUTES,
);
