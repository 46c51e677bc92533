import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrate, migrateDown } from "./migrate";
import { type Database, openDatabase } from "@/db/connection";
import { createPortal } from "@/db/testing/portal/create-portal";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import { type BareSchema, createBareSchema } from "@/db/testing/schema";
import { schemaTexts } from "@/db/testing/schema-texts";

/* A second for the lock on the table, and what a busy machine adds. */
const MOST_STATEMENT_MS = 1_900;

let schema: BareSchema;
const pools: Database[] = [];
beforeAll(async () => {
  schema = await createBareSchema();
  await createPortal(schema.url.owner, NAMED_PORTALS.plain);
  await schema.owner.raw("INSERT INTO bytemark_pass (pass_uuid) VALUES ('first')");
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.destroy()));
  await schema.drop();
});

function open(): Database {
  const pool = openDatabase(schema.url.owner, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  pools.push(pool);
  return pool;
}

/* A transaction that read the pass table and was forgotten; answers its connection's number and how to end it. */
async function idleTransaction(): Promise<{ id: string; end: () => Promise<void> }> {
  const trx = await open().transaction();
  await trx("bytemark_pass").first("id");
  const [[row]] = (await trx.raw("SELECT CONNECTION_ID() AS id")) as [{ id: string | number }[], unknown];
  return { id: String(row?.id), end: async () => void (await trx.rollback()) };
}

/* The portal at work until it is told to stop; answers how long each statement took. */
function portalAtWork(): { stop: () => Promise<number[]> } {
  const portal = open();
  const taken: number[] = [];
  let isOver = false;
  const work = (async () => {
    while (!isOver) {
      const started = performance.now();
      await portal.raw("INSERT INTO bytemark_pass (pass_uuid) VALUES ('meanwhile')");
      taken.push(performance.now() - started);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await work;
      return taken;
    },
  };
}

test("behind an idle transaction the portal's statements go on; the command names the connection that may hold the table and gives up in time", async () => {
  const before = await schemaTexts(schema.owner);
  const idle = await idleTransaction();
  const portal = portalAtWork();
  const said: string[] = [];
  const migrated = migrate(schema.owner, { wait_s: 8, report: (line) => said.push(line) });
  const outcome = await migrated.then(() => "migrated", String);
  const taken = await portal.stop();
  await idle.end();
  expect(outcome).toMatch(/bytemark_pass stayed locked for 8 s by another connection, perhaps one that is in a transaction on this server: /); // prettier-ignore
  const named = new RegExp(`connection ${idle.id} \\(transaction open for \\d+ s\\)`);
  expect([outcome, said.join("\n")]).toEqual([expect.stringMatching(named), expect.stringMatching(named)]);
  expect(said.join("\n")).not.toMatch(/SELECT|INSERT/);
  expect(Math.max(...taken)).toBeLessThan(MOST_STATEMENT_MS);
  const after = await schemaTexts(schema.owner);
  for (const [table, text] of Object.entries(before)) expect(after[table]).toBe(text);
});

test("control: without the bound a statement of the portal waits as long as the idle transaction stays", async () => {
  const idle = await idleTransaction();
  const alter = open().raw("ALTER TABLE bytemark_pass ADD COLUMN unbound INT NULL, ALGORITHM=INSTANT").then();
  const portal = open();
  await portal.raw("SET SESSION lock_wait_timeout = 3");
  const isRefused = async () => portal("bytemark_pass").insert({ pass_uuid: "queued" }).then(() => false, () => true); // prettier-ignore
  while (!(await isRefused()));
  await idle.end();
  await alter;
  await schema.owner.raw("ALTER TABLE bytemark_pass DROP COLUMN unbound");
});

test("once the transaction has ended, the same run goes on to the end while the portal writes, and no row is lost", async () => {
  const idle = await idleTransaction();
  const portal = portalAtWork();
  let isNamed: (() => void) | undefined;
  const named = new Promise<void>((resolve) => (isNamed = resolve));
  const running = migrate(schema.owner, {
    wait_s: 60,
    report: (line) => {
      if (line.includes("is locked by")) isNamed?.();
    },
  });
  await named;
  await idle.end();
  await running;
  const taken = await portal.stop();
  expect(Math.max(...taken)).toBeLessThan(MOST_STATEMENT_MS);
  const [row] = await schema.owner("bytemark_pass").where("pass_uuid", "meanwhile").count({ n: "*" });
  expect(Number(row?.["n"])).toBeGreaterThanOrEqual(taken.length);
  expect(await migrate(schema.owner)).toEqual([]);
});

test("a second run waits for the first, says whom it waits for, and finds nothing left to do", async () => {
  await schema.owner.raw("DROP TABLE pd_audit_check");
  const holder = open();
  const lock = "CONCAT('passdesk.migrate.', LEFT(SHA2(DATABASE(), 256), 32))";
  await holder.raw(`SELECT GET_LOCK(${lock}, 0)`);
  const [[row]] = (await holder.raw("SELECT CONNECTION_ID() AS id")) as [{ id: string | number }[], unknown];
  const late = await migrate(schema.owner, { wait_s: 1 }).catch(String);
  expect(late).toContain(`Connection ${row?.id} is still migrating this database. Nothing was changed`);
  const said: string[] = [];
  let isWaiting: (() => void) | undefined;
  const waiting = new Promise<void>((resolve) => (isWaiting = resolve));
  const second = migrate(schema.owner, {
    report: (line) => {
      said.push(line);
      isWaiting?.();
    },
  });
  await waiting;
  expect(said[0]).toContain(`Connection ${row?.id} is migrating this database`);
  // Its holder is gone without a word, as after `kill -9`.
  await schema.owner.raw(`KILL ${Number(row?.id)}`);
  expect((await second).map(({ table }) => table)).toEqual(["pd_audit_check"]);
});

const READ = "SELECT id FROM bytemark_pass WHERE pass_uuid = 'looked for'";
const WRITE = "INSERT INTO bytemark_pass (pass_uuid) VALUES ('not found')";

/* Looks for a pass and then inserts it, in one transaction, again and again, as the portal does. */
function lookThenInsert(): { stop: () => Promise<{ done: number; refused: unknown[] }> } {
  const portal = open();
  const refused: unknown[] = [];
  let done = 0;
  let isOver = false;
  const work = (async () => {
    while (!isOver) {
      await portal
        .transaction(async (trx) => {
          await trx.raw(READ);
          await trx.raw(WRITE);
        })
        .then(() => (done += 1), (error: unknown) => refused.push((error as { errno?: unknown }).errno)); // prettier-ignore
      await wait(20);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await work;
      return { done, refused };
    },
  };
}

test("no transaction that looks for a pass and then inserts it is told to restart, up or down, where the server can ask without standing in line", async () => {
  const [[server]] = (await schema.owner.raw("SELECT VERSION() AS version")) as [
    { version: string }[],
    unknown,
  ];
  const portal = [lookThenInsert(), lookThenInsert()];
  await migrateDown(schema.owner);
  await migrate(schema.owner);
  const outcomes = await Promise.all(portal.map(({ stop }) => stop()));
  const refused = outcomes.flatMap((each) => each.refused);
  // MySQL knows no such try; there a deadlock is what may be met, and nothing else.
  expect(refused.filter((errno) => server?.version.includes("MariaDB") || errno !== 1213)).toEqual([]);
  expect(outcomes.every(({ done }) => done > 10)).toBe(true);
});

test("control: behind a statement that stands in line, such a transaction is told to restart", async () => {
  const trx = await open().transaction();
  await trx.raw(READ);
  const alter = open().raw("ALTER TABLE bytemark_pass ADD INDEX in_line (pass_uuid)").then();
  const isInLine = async () => {
    const [rows] = (await schema.owner.raw("SHOW PROCESSLIST")) as [{ State: string | null }[], unknown];
    return rows.some(({ State }) => /metadata lock/i.test(State ?? ""));
  };
  while (!(await isInLine()));
  await expect(trx.raw(WRITE)).rejects.toMatchObject({ errno: 1213 });
  await trx.rollback().catch(() => undefined);
  await alter;
  await schema.owner.raw("ALTER TABLE bytemark_pass DROP INDEX in_line");
});
