import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openDatabase, type Database } from "./connection";
import { databaseFault } from "./database-errors";
import { openSnapshot, SnapshotOver, type Snapshot } from "./snapshot";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Transaction } from "./transaction";
import { insertRows } from "@/db/seeds/portal-target";
import { withRawReader } from "@/db/exports/raw-rows";

let schema: TestSchema;
/** One connection only, so that what a snapshot leaves behind meets whoever comes next. */
let db: Database;

beforeAll(async () => {
  schema = await createTestSchema();
  db = openDatabase(schema.url.worker, { poolSize: 1, serverTimeout_ms: 20_000, clientTimeout_ms: 0 });
});
afterAll(async () => {
  await db.destroy();
  await schema.drop();
});

const opened: Snapshot[] = [];
async function open(on: Database = db, most_ms?: number): Promise<Snapshot> {
  const snapshot = await openSnapshot(on, most_ms);
  opened.push(snapshot);
  return snapshot;
}
afterEach(async () => {
  for (const snapshot of opened.splice(0)) await snapshot.end();
});

const COUNT = "SELECT COUNT(*) AS n FROM pd_pass";
const countOf = async (on: Database | Transaction) => {
  const [rows] = await on.raw(COUNT);
  return Number(rows[0].n);
};
const countRaw = (on: Database) =>
  withRawReader(on, { limit_ms: 5000 }, async (reader) => Number((await reader.values(COUNT))[0]?.[0]));
const connectionOf = async (snapshot: Snapshot) => {
  const [rows] = await snapshot.read((trx) => trx.raw("SELECT CONNECTION_ID() AS id"));
  return Number(rows[0].id);
};

test("every way of reading sees the instant of the snapshot, and the control does not", async () => {
  const before = await countOf(db);
  const snapshot = await open();
  await insertRows(schema.owner, "bytemark_pass", { pass_uuid: "late", status: "USABLE" });
  expect(await snapshot.read(countOf)).toBe(before);
  expect(await snapshot.read(countRaw)).toBe(before);
  await snapshot.end();
  expect(await countOf(db)).toBe(before + 1);
  expect(await countRaw(db)).toBe(before + 1);
});

test("it writes nothing", async () => {
  const snapshot = await open(schema.owner);
  await expect(snapshot.read((trx) => trx("pd_pass").delete())).rejects.toThrow(/READ.ONLY/i);
});

test("its settings leave the pool with its connection", async () => {
  const settings = async (on: Database | Transaction) => {
    const [rows] = await on.raw("SELECT @@SESSION.wait_timeout AS silence_s");
    return Number(rows[0].silence_s);
  };
  const before = await settings(db);
  const snapshot = await open();
  expect(await snapshot.read(settings)).toBeGreaterThan(before);
  await snapshot.end();
  await snapshot.end();
  expect(await settings(db)).toEqual(before);
});

test("it ends at the end of its longest life, whether or not somebody reads", async () => {
  const snapshot = await open(db, 300);
  const id = await connectionOf(snapshot);
  const reading = snapshot.read((trx) => trx.raw("SELECT SLEEP(2)"));
  await expect(reading).rejects.toThrow(SnapshotOver);
  await expect(snapshot.read(countOf)).rejects.toThrow(SnapshotOver);
  // The server lets go of it once its statement is over.
  const isOpen = async () => {
    const [rows] = await schema.owner.raw("SELECT 1 FROM information_schema.PROCESSLIST WHERE ID = ?", [id]);
    return rows.length as number;
  };
  await expect.poll(isOpen, { timeout: 20_000 }).toBe(0);
  await snapshot.end();
  expect(await countOf(db)).toBeGreaterThan(0);
});

test("one whose connection is killed reads nothing more", async () => {
  const snapshot = await open();
  await schema.worker.raw("KILL ?", [await connectionOf(snapshot)]);
  const error: unknown = await snapshot.read(countOf).catch((caught: unknown) => caught);
  expect(databaseFault(error)).toBe("unavailable");
  await snapshot.end();
  expect(await countOf(db)).toBeGreaterThan(0);
});
