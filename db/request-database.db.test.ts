import mysql from "mysql2/promise";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Database, openDatabase } from "./connection";
import { requestDatabase } from "./request-database";
import { holdRows } from "@/db/testing/held-rows";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { openSnapshot } from "./snapshot";
import { withTransaction } from "./transaction";

let schema: TestSchema;
let pool: Database;
let side: Database;
let release: () => Promise<void>;
let over: AbortController;

const ROW = "held";
const FREE = { take: () => Promise.resolve(), giveBack: () => undefined };
const ofRequest = (writes = FREE) => requestDatabase(pool, { signal: over.signal, writes, side });
const lock = (name = ROW) => `SELECT name FROM pd_setting WHERE name = '${name}' FOR UPDATE`;

beforeAll(async () => {
  schema = await createTestSchema();
  await schema.owner("pd_setting").insert({ name: ROW, value: "1" });
  pool = openDatabase(schema.url.web, { poolSize: 2, serverTimeout_ms: 20_000, clientTimeout_ms: 20_000 });
  side = openDatabase(schema.url.web, { poolSize: 1, serverTimeout_ms: 1000, clientTimeout_ms: 1000 });
  await pool.raw("SET SESSION innodb_lock_wait_timeout = 20");
});
afterAll(async () => {
  await Promise.all([pool.destroy(), side.destroy()]);
  await schema.drop();
});
beforeEach(async () => {
  over = new AbortController();
  release = await holdRows(schema.url.owner, lock(), []);
  return () => release();
});

/** The statements that this schema's sessions are in the middle of, the asking one left out. */
async function running(): Promise<string[]> {
  const [rows] = (await schema.owner.raw(
    `SELECT INFO AS sql_text FROM information_schema.PROCESSLIST
     WHERE DB = ? AND INFO IS NOT NULL AND ID <> CONNECTION_ID()`,
    [schema.name],
  )) as [{ sql_text: string }[]];
  return rows.map(({ sql_text }) => sql_text);
}
const untilRunning = (part: string) =>
  vi.waitFor(async () => expect((await running()).join()).toContain(part), 5000);
const untilNothingRuns = () => vi.waitFor(async () => expect(await running()).toEqual([]), 2000);

describe("once nobody waits for the answer", () => {
  test("a transaction that waits for a lock is ended on the server, and not tried again", async () => {
    const story = vi.fn((trx: Database) =>
      trx.raw("SET SESSION innodb_lock_wait_timeout = 20").then(() => trx.raw(lock())),
    );
    const writing = withTransaction(ofRequest(), story).catch((error: unknown) => error);
    await untilRunning("FOR UPDATE");
    over.abort(new Error("too late"));
    await untilNothingRuns();
    expect(await writing).toBeInstanceOf(Error);
    expect(story).toHaveBeenCalledTimes(1);
  });

  test("a statement that reads is ended on the server", async () => {
    const reading = Promise.resolve(ofRequest().raw("SELECT SLEEP(19)")).catch((error: unknown) => error);
    await untilRunning("SLEEP");
    over.abort(new Error("too late"));
    await untilNothingRuns();
    expect(await reading).toBeInstanceOf(Error);
  });

  test("a snapshot that reads is ended on the server", async () => {
    const snapshot = await openSnapshot(ofRequest());
    const reading = snapshot.read((trx) => trx.raw("SELECT SLEEP(19)")).catch((error: unknown) => error);
    await untilRunning("SLEEP");
    over.abort(new Error("too late"));
    await untilNothingRuns();
    expect(await reading).toBeInstanceOf(Error);
    await snapshot.end();
  });

  test("what it wrote before is rolled back, and its locks are free", async () => {
    const writing = withTransaction(ofRequest(), async (trx) => {
      await trx("pd_setting").insert({ name: "half", value: "1" });
      await trx.raw("SELECT SLEEP(19)");
    }).catch((error: unknown) => error);
    await untilRunning("SLEEP");
    over.abort(new Error("too late"));
    await writing;
    await schema.owner("pd_setting").insert({ name: "half", value: "2" });
    expect(await schema.owner("pd_setting").where({ name: "half" }).delete()).toBe(1);
  });

  test("no statement and no transaction begins, nor does COMMIT", async () => {
    const db = ofRequest();
    const story = vi.fn(() => Promise.resolve());
    const late = withTransaction(db, async (trx) => {
      await trx("pd_setting").insert({ name: "late", value: "1" });
      over.abort(new Error("too late"));
    });
    await expect(late).rejects.toThrow();
    await expect(withTransaction(db, story)).rejects.toThrow("too late");
    await expect(Promise.resolve(db.raw("SELECT 1"))).rejects.toThrow("too late");
    await expect(db("pd_setting").select("name")).rejects.toThrow("too late");
    expect(story).not.toHaveBeenCalled();
    expect(await schema.owner("pd_setting").where({ name: "late" })).toEqual([]);
  });

  test("others go on with the connections of the pool", async () => {
    const writing = [1, 2].map(() =>
      withTransaction(ofRequest(), async (trx) => trx.raw(lock())).catch(() => undefined),
    );
    await untilRunning("FOR UPDATE");
    over.abort();
    await Promise.all(writing);
    const rows = await Promise.all([1, 2].map(() => pool.raw("SELECT 1 AS one")));
    expect(rows).toHaveLength(2);
  });

  test("a session of a server that is no longer trusted is not ended by its number, which may be a stranger's now", async () => {
    const reading = Promise.resolve(ofRequest().raw("SELECT SLEEP(1)")).catch((error: unknown) => error);
    await untilRunning("SLEEP");
    const kill = vi.spyOn(side, "raw");
    const shutdown = pool.raw("SIGNAL SQLSTATE '08S01' SET MYSQL_ERRNO = 1053, MESSAGE_TEXT = 'shutdown'");
    await expect(Promise.resolve(shutdown)).rejects.toMatchObject({ errno: 1053 });
    over.abort(new Error("too late"));
    await reading;
    expect(kill).not.toHaveBeenCalled();
    kill.mockRestore();
  });

  test("control: where only the client leaves, the server goes on waiting", async () => {
    const left = await mysql.createConnection({ uri: schema.url.web });
    await left.query("SET SESSION innodb_lock_wait_timeout = 20");
    left.query(lock()).catch(() => undefined);
    await untilRunning("FOR UPDATE");
    left.destroy();
    await expect(untilNothingRuns()).rejects.toThrow();
    await release();
    release = () => Promise.resolve();
    await untilNothingRuns();
  });
});

describe("while somebody waits", () => {
  test("a deadlock is tried again, a lock that was waited for is not", async () => {
    const fault = (errno: number) => Object.assign(new Error("of the server"), { errno });
    const story = vi.fn().mockRejectedValueOnce(fault(1213)).mockResolvedValueOnce("done");
    expect(await withTransaction(ofRequest(), story)).toBe("done");
    const waited = vi.fn().mockRejectedValue(fault(1205));
    await expect(withTransaction(ofRequest(), waited)).rejects.toMatchObject({ errno: 1205 });
    expect([story.mock.calls.length, waited.mock.calls.length]).toEqual([2, 1]);
  });

  test("each attempt takes a place for writing and gives it back", async () => {
    const taken = vi.fn(() => Promise.resolve());
    const back = vi.fn();
    const db = ofRequest({ take: taken, giveBack: back });
    const fault = Object.assign(new Error("deadlock"), { errno: 1213 });
    await withTransaction(db, vi.fn().mockRejectedValueOnce(fault).mockResolvedValueOnce("done"));
    await db("pd_setting").select("name");
    expect([taken.mock.calls.length, back.mock.calls.length]).toEqual([2, 2]);
  });
});
