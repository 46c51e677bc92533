import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { emptyTables, insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { testContext } from "@/lib/testing/test-context";
import { identifyPasses } from "./identify-passes";

let schema: TestSchema;
let ctx: Context;

beforeAll(async () => {
  // Makes the columns of other portals itself.
  schema = await createTestSchema(null);
  ctx = testContext(schema.worker, { actor: null });
});
afterAll(() => schema.drop());
beforeEach(async () => {
  await emptyTables(schema.owner, ["bytemark_pass", "pd_pass_identity", "pd_setting"]);
});

async function portalInsert(...passes: (string | null)[]): Promise<void> {
  const rows = passes.map((pass_uuid) => ({ oauth_token: "t", pass_uuid, time_used: "2026-11-22 12:00:00" }));
  await insertRows(schema.owner, "bytemark_pass", rows);
}

const rows = (): Promise<{ id: number; duplicate_of: number | null }[]> =>
  schema.owner("pd_pass").select("id", "duplicate_of").orderBy("id");
const marks = async () => (await rows()).map((row) => row.duplicate_of);

test("a use that the portal wrote twice is flagged, whenever the second row comes", async () => {
  await portalInsert("a", "a", "b", null);
  expect(await identifyPasses(ctx)).toEqual({ identified: 2, flagged: 1 });
  await portalInsert("b");
  expect(await identifyPasses(ctx)).toEqual({ identified: 0, flagged: 1 });
  expect(await marks()).toEqual([null, 1, null, null, 3]);
});

test("repeating it changes nothing, and two at once agree", async () => {
  await portalInsert("a", "a", "b", "c", "c", "c");
  const both = await Promise.all([identifyPasses(ctx), identifyPasses(ctx)]);
  expect(both[0].identified + both[1].identified).toBe(3);
  expect(both[0].flagged + both[1].flagged).toBe(3);
  const before = await rows();
  expect(await identifyPasses(ctx)).toEqual({ identified: 0, flagged: 0 });
  expect(await rows()).toEqual(before);
});

test("a row committed late, with a lower id, is not missed", async () => {
  await insertRows(schema.owner, "bytemark_pass", { id: 50, pass_uuid: "late" });
  await identifyPasses(ctx);
  await insertRows(schema.owner, "bytemark_pass", { id: 40, pass_uuid: "later" });
  expect((await identifyPasses(ctx)).identified).toBe(1);
});

/* How portals store ids; the first is what our own migrations make. */
const COLUMNS = [
  "VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin",
  "VARCHAR(255) CHARACTER SET latin1 COLLATE latin1_swedish_ci",
  "VARCHAR(200) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci",
  "VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
];

test.each(COLUMNS)(
  "ids that differ by case or by a space at the end are different passes: %s",
  async (column) => {
    await schema.owner.raw(`ALTER TABLE bytemark_pass MODIFY pass_uuid ${column} NULL`);
    await portalInsert("Aa", "aa", "aa ", "aa", "aa ", "", "", "b".repeat(120), "b".repeat(121));
    expect(await identifyPasses(ctx)).toEqual({ identified: 5, flagged: 2 });
    expect(await marks()).toEqual([null, null, null, 2, 3, null, null, null, null]);
  },
);

test("ids that are no plain text are told apart too", async () => {
  await schema.owner.raw(`ALTER TABLE bytemark_pass MODIFY pass_uuid ${COLUMNS[3]} NULL`);
  const long = "x".repeat(200);
  await portalInsert("é", "ü", "é", `${long}1`, `${long}2`, `${long}1`, "~a");
  expect(await identifyPasses(ctx)).toEqual({ identified: 5, flagged: 2 });
  expect(await marks()).toEqual([null, null, 1, null, null, 4, null]);
});

test("a long backlog shows how much is done, and a call that was stopped goes on from there", async () => {
  const many = Array.from({ length: 6000 }, (_, i) => `p${i}`);
  for (let from = 0; from < many.length; from += 2000) await portalInsert(...many.slice(from, from + 2000));
  await insertRows(schema.owner, "bytemark_pass", { id: 90_000, pass_uuid: "last" });
  const stopping = new AbortController();
  const seen: [number, number][] = [];
  const report = (done: number, total: number) => {
    seen.push([done, total]);
    stopping.abort();
  };
  const stopped = await identifyPasses({ ...ctx, signal: stopping.signal }, { report });
  expect(stopped.identified).toBe(2000);
  expect(seen).toEqual([[2000, 90_000]]);
  expect((await identifyPasses(ctx)).identified).toBe(4001);
});
