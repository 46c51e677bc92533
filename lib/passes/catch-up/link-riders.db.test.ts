import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { emptyTables, insertRows } from "@/db/seeds/portal-target";
import { RIDER_LINKS } from "@/db/passes/rider-links";
import { writeSetting } from "@/db/settings/settings";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Tables } from "@/db/tables";
import { withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { testContext } from "@/lib/testing/test-context";
import { linkRiders } from "./link-riders";
import { isUnlooked, readProgress } from "./link-progress";

const NOON = "2026-11-29T12:00:00.000Z";
const SMALL = { batch: 10, again: 10 };

let schema: TestSchema;

beforeAll(async () => {
  schema = await createTestSchema();
});
afterAll(() => schema.drop());
beforeEach(async () => {
  const tables = ["bytemark_pass", "bytemark_tokens", "bytemark_orders", "bytemark_order_items", "pd_setting", "pd_pass_route"] as const; // prettier-ignore
  await emptyTables(schema.owner, tables);
});

const contextAt = (at: string): Context => testContext(schema.worker, { actor: null, at });

function runOf(signal = new AbortController().signal) {
  const reported: [number, number | null][] = [];
  const run = {
    signal,
    reported,
    transact: <T>(story: Parameters<typeof withTransaction<T>>[1]) => withTransaction(schema.worker, story),
    report: (done: number, total: number | null) => void reported.push([done, total]),
  };
  return run;
}

const link = (at = NOON, sizes = SMALL) => linkRiders(contextAt(at), runOf(), sizes);

interface PortalPass {
  pass_uuid: string;
  oauth_token: string | null;
}
const insertPasses = (passes: PortalPass[]) => insertRows(schema.owner, "bytemark_pass", passes);
/** Orders of a rider that list passes. */
async function insertOrder(id: number, user_id: number, passes: string[], oauth_token = "") {
  await insertRows(schema.owner, "bytemark_orders", { id, user_id, order_uuid: `o${id}`, oauth_token });
  const items = passes.map((pass_uuid) => ({ order_id: id, order_uuid: `o${id}`, pass_uuid, oauth_token }));
  if (items.length > 0) await insertRows(schema.owner, "bytemark_order_items", items);
}
const insertTokens = (...tokens: [user_id: number, token: string][]) =>
  insertRows(
    schema.owner,
    "bytemark_tokens",
    tokens.map(([user_id, token]) => ({ user_id, token })),
  );

async function links(): Promise<Record<string, string>> {
  const rows: Pick<Tables["bytemark_pass"], "pass_uuid" | "user_id" | "resolved_by">[] = await schema
    .owner("pd_pass")
    .select("pass_uuid", "user_id", "resolved_by")
    .orderBy("id");
  return Object.fromEntries(
    rows.map((row): [string, string] => [row.pass_uuid ?? "", `${row.user_id} ${row.resolved_by}`]),
  );
}
const routes = () => schema.owner("pd_pass_route").select("pass_id", "route", "user_id").orderBy(["pass_id", "route", "user_id"]); // prettier-ignore

test("riders are found by order items first, then by token, and never guessed", async () => {
  await insertOrder(1, 10, ["by-items", "by-two", "by-two-and-token", "from-nobody"]);
  await insertOrder(2, 20, ["by-two", "by-two-and-token"]);
  await insertOrder(3, 0, ["from-nobody"]);
  await insertTokens([30, "TOKEN-30"], [31, "token-30"], [20, "TOKEN-20"]);
  await insertPasses([
    { pass_uuid: "by-items", oauth_token: "TOKEN-30" },
    { pass_uuid: "by-token", oauth_token: "TOKEN-30" },
    { pass_uuid: "by-two", oauth_token: "TOKEN-30" },
    { pass_uuid: "by-two-and-token", oauth_token: "TOKEN-20" },
    { pass_uuid: "from-nobody", oauth_token: "" },
    { pass_uuid: "unknown", oauth_token: "nobody" },
    { pass_uuid: "bare", oauth_token: null },
  ]);
  expect(await link()).toBe(4);
  expect(await links()).toEqual({
    "by-items": "10 order_items",
    "by-token": "30 token",
    "by-two": "null null",
    "by-two-and-token": "20 token",
    "from-nobody": "10 order_items",
    unknown: "null null",
    bare: "null null",
  });
  expect(await routes()).toEqual([
    { pass_id: 1, route: "order_items", user_id: 10 },
    { pass_id: 1, route: "token", user_id: 30 },
    { pass_id: 3, route: "order_items", user_id: 10 },
    { pass_id: 3, route: "order_items", user_id: 20 },
    { pass_id: 3, route: "token", user_id: 30 },
    { pass_id: 4, route: "order_items", user_id: 10 },
    { pass_id: 4, route: "order_items", user_id: 20 },
    { pass_id: 4, route: "token", user_id: 20 },
  ]);
  expect(await link()).toBe(0);
});

test("a token that two riders hold links nobody, and both are kept as routes", async () => {
  await insertTokens([1, "shared"], [2, "shared"]);
  await insertPasses([{ pass_uuid: "a", oauth_token: "shared" }]);
  expect(await link()).toBe(0);
  const both = [1, 2].map((user_id) => ({ pass_id: 1, route: "token", user_id }));
  expect(await routes()).toEqual(both);
  // Once one of them has another token, it is clear.
  await schema.owner("bytemark_tokens").where({ user_id: 2 }).update({ token: "own" });
  expect(await link()).toBe(1);
  expect(await routes()).toEqual([]);
});

test("a token that nobody holds any more leads to the rider of the orders made with it", async () => {
  await insertOrder(1, 10, [], "old");
  await insertOrder(2, 20, ["x"], "older");
  await insertOrder(3, 30, [], "twice");
  await insertOrder(4, 40, [], "twice");
  await insertOrder(5, 50, [], "held");
  await insertTokens([10, "new"], [60, "held"]);
  await insertPasses(
    ["old", "older", "twice", "held"].map((each) => ({ pass_uuid: each, oauth_token: each })),
  );
  expect(await link()).toBe(3);
  expect(await links()).toEqual({ old: "10 token", older: "20 token", twice: "null null", held: "60 token" });
  expect(await routes()).toEqual([30, 40].map((user_id) => ({ pass_id: 3, route: "token", user_id })));
});

test("what a person has decided stays, and so does a row that the portal holds", async () => {
  await insertTokens([30, "t"]);
  await insertPasses(["decided", "held", "free"].map((pass_uuid) => ({ pass_uuid, oauth_token: "t" })));
  await schema.owner("pd_pass").where({ pass_uuid: "decided" }).update({ resolved_by: "person" });
  await withTransaction(schema.owner, async (trx) => {
    await trx("pd_pass").where({ pass_uuid: "held" }).forUpdate();
    expect(await link()).toBe(1);
  });
  expect(await links()).toMatchObject({ decided: "null person", held: "null null", free: "30 token" });
  expect(await link()).toBe(1);
});

/* 25 old passes that an order lists, under 40 newer ones that lead to nobody. */
async function insertBuried(): Promise<void> {
  const old = Array.from({ length: 25 }, (_, i) => `old-${i}`);
  await insertOrder(1, 10, old);
  await insertPasses([...old, ...Array.from({ length: 40 }, (_, i) => `lost-${i}`)].map((pass_uuid) => ({ pass_uuid, oauth_token: "gone" }))); // prettier-ignore
}

test("passes that lead to nobody do not keep older ones from being linked", async () => {
  await insertBuried();
  expect(await link()).toBe(25);
});

test("control: looking at the newest unlinked passes alone links nothing, however often", async () => {
  await insertBuried();
  // As if the round had been made, only the newest are looked at.
  await writeSetting(schema.owner, RIDER_LINKS, { newest: 65, looked: 65, round: null, began_on: NOON });
  for (let n = 0; n < 3; n++) expect(await link()).toBe(0);
});

test("new passes are looked at each time, the newest without a rider again, and the rest once a day", async () => {
  await insertPasses(Array.from({ length: 15 }, (_, i) => ({ pass_uuid: `p${i}`, oauth_token: "later" })));
  expect(await link("2026-11-29T12:00:00.000Z")).toBe(0);
  await insertTokens([7, "later"]);
  await insertPasses([{ pass_uuid: "new", oauth_token: "later" }]);
  expect(await link("2026-11-29T12:00:30.000Z")).toBe(11);
  expect(await links()).toMatchObject({ new: "7 token", p14: "7 token", p5: "7 token", p4: "null null" });
  await schema.owner("bytemark_tokens").where({ user_id: 7 }).update({ user_id: 8 });
  await schema.owner("pd_pass").whereNotNull("user_id").update({ resolved_by: "person" });
  expect(await link("2026-11-30T12:00:01.000Z")).toBe(5);
});

test("a round that was stopped goes on where it was, and what it has not reached is not looked at yet", async () => {
  await insertBuried();
  const stopping = new AbortController();
  const run = runOf(stopping.signal);
  const report = (done: number, total: number | null) => {
    run.report(done, total);
    if (done >= 50) stopping.abort(new Error("stopped"));
  };
  await expect(linkRiders(contextAt(NOON), { ...run, report }, SMALL)).rejects.toThrow("stopped");
  expect(run.reported).toEqual([10, 20, 30, 40, 50].map((done) => [done, 65]));
  const progress = await readProgress(schema.worker);
  expect([1, 15, 16, 65, 66].map((id) => isUnlooked(progress, id))).toEqual([true, true, false, false, true]);
  const rest = runOf();
  expect(await linkRiders(contextAt(NOON), rest, SMALL)).toBe(15);
  expect(rest.reported[0]).toEqual([60, 65]);
  const after = await readProgress(schema.worker);
  expect([1, 65].map((id) => isUnlooked(after, id))).toEqual([false, false]);
});
