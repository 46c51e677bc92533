import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate, migrateDown, plannedSteps } from "./migrate";
import { type Database, openDatabase } from "@/db/connection";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { createPortal } from "@/db/testing/portal/create-portal";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { schemaTexts } from "@/db/testing/schema-texts";

const MINUTES = 60_000;
const OPTIONS = { poolSize: 2, serverTimeout_ms: 0, clientTimeout_ms: 0 };
/* What servers have against tables without a primary key; a server knows one of these or two. */
const AGAINST_NO_KEY = [
  "innodb_force_primary_key",
  "sql_require_primary_key",
  "sql_generate_invisible_primary_key",
];

let server: KillableServer;
let root: Database;
beforeAll(async () => {
  server = await startKillableServer({ isDurable: false });
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
