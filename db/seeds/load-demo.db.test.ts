import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { secretColumns } from "@/db/schema/secret-columns";
import { portalHas } from "@/db/testing/portal/chosen-portal";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { loadDemo } from "./load-demo";
import { SCENARIO_PASSES } from "./scenarios";

const PASSES = 5_000;
const ANCHOR = new Date("2026-11-18T15:30:00Z");
const TABLES = [
  "bytemark_pass", "bytemark_tokens", "bytemark_orders", "bytemark_order_items", "bytemark_order_payments",
  "bytemark_ticket_refresh_log", "auth_user", "internal_user_tag", "points_transaction", "token_transaction",
  "ticket_transaction", "pd_note", "pd_drift",
]; // prettier-ignore
/* Tables whose key is a text. */
const KEYED_TABLES = [
  ["pd_snapshot", "pass_uuid"], ["pd_order_reference", "reference"], ["pd_fare_rule", "product_uuid"], ["pd_pass_route", "route"],
] as const; // prettier-ignore
const DRIFT = [
  "duplicate_use", "lagging", "missing_use", "never_expired", "order_missing", "pass_missing", "refresh_missed", "time_skew",
]; // prettier-ignore

let demo: TestSchema;
let other: TestSchema;
const quiet = () => undefined;

beforeAll(async () => {
  [demo, other] = await Promise.all([createTestSchema(), createTestSchema()]);
  await loadDemo(demo.owner, { passes: PASSES, anchor: ANCHOR }, quiet);
});
afterAll(() => Promise.all([demo.drop(), other.drop()]));

async function countWhere(table: string, condition: string, bindings: string[] = []): Promise<number> {
  const row = await demo.owner(table).whereRaw(condition, bindings).count({ n: "*" }).first();
  return Number(row?.["n"]);
}

describe("the same size and anchor", () => {
  beforeAll(() => loadDemo(other.owner, { passes: PASSES, anchor: ANCHOR }, quiet));

  const present = TABLES.filter((table) => portalHas(table));
  const keyed = [...present.map((table) => [table, "id"] as const), ...KEYED_TABLES];
  test.each(keyed)("give the same rows of %s", async (table, key) => {
    const [left, right] = await Promise.all([
      demo.owner(table).orderBy(key),
      other.owner(table).orderBy(key),
    ]);
    expect(left.length).toBeGreaterThan(0);
    expect(right).toEqual(left);
  });
});

test("another anchor changes times and nothing else", async () => {
  await loadDemo(other.owner, { passes: PASSES, anchor: new Date("2027-03-14T08:07:00Z") }, quiet);
  const timeless = ["p.id", "b.oauth_token", "p.pass_uuid", "p.serial", "p.user_id", "p.product_uuid", "p.order_uuid", "p.drift", "p.uses_count", "p.duplicate_of"]; // prettier-ignore
  const [left, right] = await Promise.all(
    [demo, other].map(({ owner }) =>
      owner("pd_pass as p").join("bytemark_pass as b", "b.id", "p.id").select(timeless).orderBy("p.id"),
    ),
  );
  expect(right).toEqual(left);
});

test("there are as many passes as asked for, with no gap in their ids", async () => {
  const row = await demo.owner("pd_pass").count({ n: "*" }).min({ first: "id" }).max({ last: "id" }).first();
  expect(row).toMatchObject({ n: String(PASSES), first: 1, last: PASSES });
});

test("about two in a hundred passes can be used or are in use at the anchor", async () => {
  const live = await countWhere(
    "pd_pass",
    "settled_status IN ('USABLE', 'USING') AND (expiration > ? OR expiration IS NULL)",
    ["2026-11-18 15:30:00"],
  );
  expect(live / PASSES).toBeGreaterThan(0.012);
  expect(live / PASSES).toBeLessThan(0.032);
});

test("every class of drift occurs, in less than one of a hundred passes", async () => {
  const rows = (await demo
    .owner("pd_pass")
    .select("drift")
    .count({ n: "*" })
    .whereNotNull("drift")
    .groupBy("drift")
    .orderBy("drift")) as unknown as { drift: string; n: string }[];
  expect(rows.map((row) => row.drift)).toEqual(DRIFT);
  expect(rows.reduce((sum, row) => sum + Number(row.n), 0)).toBeLessThan(PASSES / 100);
});

/* The demo starts with an empty archive; archived passes keep their canaries. */
const planted = secretColumns().filter(
  ({ table, column }) => table !== "bytemark_pass_archive" && portalHas(`${table}.${column}`),
);

test.each(planted)("every row of $table holds a canary in $column", async ({ table, column }) => {
  const all = await countWhere(table, "1 = 1");
  expect(all).toBeGreaterThan(0);
  expect(await countWhere(table, `${column} LIKE '%CNRY-%'`)).toBe(all);
});

test("provider ids have 58 characters in ten groups", async () => {
  expect(
    await countWhere(
      "pd_pass",
      "pass_uuid NOT REGEXP '^[0-9a-f]{8}-[0-9a-f]{5}-[0-9a-f]{4}-000-[0-9a-f]{4}-000-[0-9a-f]{4}-000-[0-9a-f]{12}-000$'",
    ),
  ).toBe(0);
});

test("rides end three hours after use and day passes at 03:00 local time", async () => {
  const wrong = await countWhere(
    "pd_pass",
    `product_name LIKE 'Park%' AND time_used IS NOT NULL AND expiration <> TIMESTAMPADD(HOUR, 3, time_used)`,
  );
  expect(wrong).toBe(0);
  const hours = await demo
    .owner("pd_pass")
    .select({ at: "expiration" })
    .where({ product_name: "Local Day Pass" })
    .whereNotNull("time_used")
    .where("id", ">", SCENARIO_PASSES);
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: "America/Chicago",
    hour: "numeric",
    hour12: false,
  });
  const local = new Set(hours.map(({ at }) => format.format(new Date(`${at?.replace(" ", "T")}Z`))));
  expect([...local]).toEqual(["03"]);
});

test("nothing is dated after the anchor but expirations", async () => {
  for (const column of [
    "time_created",
    "time_used",
    "created_on",
    "modified_on",
    "synced_on",
    "settled_expiration",
  ]) {
    expect(await countWhere("pd_pass", `${column} > '2026-11-18 15:30:00'`), column).toBe(0);
  }
});

test("a pass is not used before it was bought", async () => {
  expect(await countWhere("pd_pass", "time_used < time_created")).toBe(0);
});

test("duplicates name the first row, and every other pass has an identity", async () => {
  const repeats = await countWhere("pd_pass", "duplicate_of IS NOT NULL");
  expect(repeats).toBeGreaterThan(0);
  expect(await countWhere("pd_pass_identity", "1 = 1")).toBe(PASSES - repeats);
});

test("what has expired is settled", async () => {
  expect(
    await countWhere(
      "pd_pass",
      "settled_status IN ('USABLE', 'USING', 'USES_GONE') AND expiration <= '2026-11-18 15:30:00'",
    ),
  ).toBe(0);
});

test("loading leaves no temporary table", async () => {
  const rows: unknown[] = await demo
    .owner("information_schema.TABLES")
    .select("TABLE_NAME")
    .whereRaw("TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'pd\\_seed\\_%'");
  expect(rows).toEqual([]);
});

test("every order of the provider's has a printed reference, and no two share one", async () => {
  const missing = await demo
    .owner("bytemark_orders as o")
    .leftJoin("pd_order_reference as r", "r.order_uuid", "o.order_uuid")
    .whereNull("r.reference")
    .pluck("o.id");
  expect(missing).toEqual([]);
  expect(await countWhere("pd_order_reference", "reference NOT REGEXP '^T[0-9]{7}-[0-9]{3}$'")).toBe(0);
  expect(await countWhere("pd_order_reference", "1 = 1")).toBe(await countWhere("bytemark_orders", "1 = 1"));
});

test("every drift is recorded and still open, but for one that was resolved before", async () => {
  const open = await demo
    .owner("pd_drift")
    .whereNull("resolved_on")
    .orderBy("pass_id")
    .select("pass_id", "class");
  const passes = await demo
    .owner("pd_pass")
    .whereNotNull("drift")
    .orderBy("id")
    .select({ pass_id: "id", class: "drift" });
  expect(open).toEqual(passes);
  expect(await countWhere("pd_drift", "resolved_on IS NOT NULL")).toBe(1);
  expect(await countWhere("pd_drift", "seen_on > '2026-11-18 15:30:00'")).toBe(0);
});

test("a use that the portal did not record is known to the provider alone", async () => {
  const rows: { time_used: string | null; used_there: string | null }[] = await demo
    .owner("pd_pass as p")
    .join("pd_snapshot as s", "s.pass_uuid", "p.pass_uuid")
    .where("p.drift", "missing_use")
    .select("p.time_used", demo.owner.raw("JSON_VALUE(s.remote, '$.time_used') AS used_there"));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => row.time_used !== null || row.used_there === null)).toEqual([]);
});

test("one rider has more than fifty rides and waits for a reward", async () => {
  const waiting = await demo.owner("pd_refresh").where({ activity_type: 2, status: 0 }).pluck("user_id");
  expect(waiting.map(Number)).toEqual(portalHas("bytemark_ticket_refresh_log") ? [15] : []);
  expect(await countWhere("pd_pass", "user_id = 15 AND time_used IS NOT NULL")).toBeGreaterThan(50);
});
