import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BareSchema, createBareSchema } from "@/db/testing/schema";
import { createPortal } from "./create-portal";
import { drawPortal } from "./draw-portal";
import { loadPortal } from "./load-portal";
import { NAMED_PORTALS, type PortalName } from "./named-portals";
import { PORTAL_TABLES } from "./portal-columns";
import { openPortalSession, type PortalSession } from "./portal-session";
import { hasTable, type PortalShape } from "./portal-shape";

const PASSES = 3_000;
const ANCHOR = "2026-11-18 15:30:00";
const NAMES = Object.keys(NAMED_PORTALS) as PortalName[];

interface Made {
  schema: BareSchema;
  portal: PortalSession;
}

async function make(shape: PortalShape, seed = 1): Promise<Made> {
  const schema = await createBareSchema();
  await createPortal(schema.url.owner, shape);
  await loadPortal(schema.url.owner, { shape, passes: PASSES, seed, anchor: ANCHOR });
  return { schema, portal: await openPortalSession(schema.url.owner) };
}
async function drop({ schema, portal }: Made) {
  await portal.close();
  await schema.drop();
}

/** Every row of every table, as text. */
async function contentOf(shape: PortalShape, { portal }: Made) {
  const tables = PORTAL_TABLES.filter((table) => hasTable(shape, table));
  return Promise.all(tables.map((table) => portal.rows(`SELECT * FROM ${table} ORDER BY id`)));
}

let made: Record<PortalName, Made>;
beforeAll(async () => {
  const all = [];
  for (const name of NAMES) all.push([name, await make(NAMED_PORTALS[name])] as const);
  made = Object.fromEntries(all) as typeof made;
});
afterAll(() => Promise.all(Object.values(made).map(drop)));

test("the same seed gives the same rows, another one gives others", async () => {
  const shape = NAMED_PORTALS.mixed;
  const [again, other] = [await make(shape), await make(shape, 2)];
  const [first, second, third] = await Promise.all(
    [made.mixed, again, other].map((each) => contentOf(shape, each)),
  );
  expect(second).toEqual(first);
  expect(third).not.toEqual(first);
  await Promise.all([drop(again), drop(other)]);
});

test.each(NAMES)("%s has as many passes as asked for, and every kind of row", async (name) => {
  const { portal } = made[name];
  expect(await portal.rows("SELECT COUNT(*) AS n FROM bytemark_pass")).toEqual([{ n: PASSES }]);
  for (const table of PORTAL_TABLES.filter((each) => hasTable(NAMED_PORTALS[name], each))) {
    expect(await portal.rows(`SELECT 1 FROM ${table} LIMIT 1`), table).toHaveLength(1);
  }
});

describe("a drawn portal", () => {
  const seeds = Array.from({ length: 6 }, (_, i) => i + 1);
  test("is the same for the same seed, and another for another", () => {
    expect(drawPortal(7)).toEqual(drawPortal(7));
    expect(new Set(seeds.map((seed) => JSON.stringify({ ...drawPortal(seed), name: "" }))).size).toBe(
      seeds.length,
    );
  });

  test.each(seeds)("of seed %i can be made and filled", async (seed) => {
    const each = await make(drawPortal(seed), seed);
    expect(await each.portal.rows("SELECT COUNT(*) AS n FROM bytemark_pass")).toEqual([{ n: PASSES }]);
    await drop(each);
  });
});

const COLUMN = "SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND";
const TABLE = "SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND";
const lacks = (table: string, column: string) =>
  `SELECT 1 FROM DUAL WHERE NOT EXISTS (${COLUMN} TABLE_NAME = '${table}' AND COLUMN_NAME = '${column}')`;
const lacksTable = (table: string) =>
  `SELECT 1 FROM DUAL WHERE NOT EXISTS (${TABLE} TABLE_NAME = '${table}')`;
const column = (name: string, condition: string) =>
  `${COLUMN} CONCAT(TABLE_NAME, '.', COLUMN_NAME) = '${name}' AND ${condition}`;
const TOKEN = "BINARY t.token = BINARY p.oauth_token";

/* Everything that real portals were found to have, each with a question that finds it. */
const KINDS: Record<string, string> = {
  "a pass table of five columns": lacks("bytemark_pass", "created_on"),
  "a pass table with created_on": column("bytemark_pass.created_on", "TRUE"),
  "a pass table with modified_on": column("bytemark_pass.modified_on", "TRUE"),
  "latin1": `${COLUMN} COLLATION_NAME = 'latin1_swedish_ci'`,
  "utf8mb3": `${COLUMN} COLLATION_NAME LIKE 'utf8%\\_general\\_ci' AND CHARACTER_SET_NAME = 'utf8mb3'`,
  "utf8mb4_unicode_ci": `${COLUMN} COLLATION_NAME = 'utf8mb4_unicode_ci'`,
  "utf8mb4_general_ci": `${COLUMN} COLLATION_NAME = 'utf8mb4_general_ci'`,
  "the newest collation": `${COLUMN} COLLATION_NAME IN ('utf8mb4_0900_ai_ci', 'utf8mb4_uca1400_nopad_ai_ci')`,
  "charsets mixed within one table": `SELECT TABLE_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()
    GROUP BY TABLE_NAME HAVING COUNT(DISTINCT CHARACTER_SET_NAME) > 1`,
  "ids that must be converted to be joined": `SELECT 1 FROM information_schema.COLUMNS a JOIN information_schema.COLUMNS b
    ON b.TABLE_SCHEMA = a.TABLE_SCHEMA AND b.COLUMN_NAME = a.COLUMN_NAME AND b.COLLATION_NAME <> a.COLLATION_NAME
    WHERE a.TABLE_SCHEMA = DATABASE() AND a.COLUMN_NAME = 'pass_uuid'`,
  "MyISAM": `${TABLE} ENGINE = 'MyISAM'`,
  "a pass table in MyISAM": `${TABLE} ENGINE = 'MyISAM' AND TABLE_NAME = 'bytemark_pass'`,
  "COMPACT rows": `${TABLE} ROW_FORMAT = 'Compact'`,
  "zero dates": "SELECT 1 FROM bytemark_pass WHERE CAST(time_used AS CHAR) = '0000-00-00 00:00:00'",
  "zero dates as a default": column("bytemark_pass.created_on", "COLUMN_DEFAULT LIKE '%0000-00-00%'"),
  "dates without a day": "SELECT 1 FROM bytemark_pass WHERE CAST(time_used AS CHAR) LIKE '2024-02-00%'",
  "dates that are absent": "SELECT 1 FROM bytemark_pass WHERE time_used IS NULL",
  "passes written twice": "SELECT pass_uuid FROM bytemark_pass GROUP BY pass_uuid HAVING COUNT(*) > 1",
  "tokens that were replaced": `SELECT 1 FROM bytemark_pass p WHERE NOT EXISTS (SELECT 1 FROM bytemark_tokens t WHERE ${TOKEN})`,
  "tokens of two riders": "SELECT token FROM bytemark_tokens GROUP BY token HAVING COUNT(*) > 1 AND token IS NOT NULL",
  "items without their order": `SELECT 1 FROM bytemark_order_items i LEFT JOIN bytemark_orders o ON o.id = i.order_id WHERE o.id IS NULL`,
  "tokens without an account": `SELECT 1 FROM bytemark_tokens t LEFT JOIN auth_user u ON u.id = t.user_id WHERE u.id IS NULL`,
  "passes that lead to nobody": `SELECT 1 FROM bytemark_pass p
    WHERE NOT EXISTS (SELECT 1 FROM bytemark_tokens t WHERE ${TOKEN})
      AND NOT EXISTS (SELECT 1 FROM bytemark_order_items i WHERE BINARY i.pass_uuid = BINARY p.pass_uuid)`,
  "prices as DOUBLE": column("bytemark_order_payments.total_price", "DATA_TYPE = 'double'"),
  "prices as text": column("bytemark_order_payments.total_price", "DATA_TYPE = 'varchar'"),
  "prices as exact numbers of other digits": column("bytemark_order_payments.total_price", "NUMERIC_SCALE = 4"),
  "prices that are no numbers": "SELECT 1 FROM bytemark_order_payments WHERE CAST(total_price AS CHAR) = 'n/a'",
  "prices that are empty": "SELECT 1 FROM bytemark_order_payments WHERE CAST(total_price AS CHAR) = ''",
  "accounts without is_guest": lacks("auth_user", "is_guest"),
  "accounts without country_code": lacks("auth_user", "country_code"),
  "accounts without registration_key": lacks("auth_user", "registration_key"),
  "accounts without created_on": lacks("auth_user", "created_on"),
  "tokens without their times": lacks("bytemark_tokens", "created_on"),
  "items without created_on": lacks("bytemark_order_items", "created_on"),
  "payments without modified_on": lacks("bytemark_order_payments", "modified_on"),
  "a status that is a number": column("bytemark_pass.status", "DATA_TYPE = 'int'"),
  "a user_id of its own": column("bytemark_pass.user_id", "TRUE"),
  "own indexes": `SELECT 1 FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
    AND TABLE_NAME = 'bytemark_pass' AND INDEX_NAME <> 'PRIMARY'`,
  "a trigger": "SELECT 1 FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()",
  "foreign keys between its tables": `SELECT 1 FROM information_schema.REFERENTIAL_CONSTRAINTS
    WHERE CONSTRAINT_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME = 'bytemark_orders'`,
  "a foreign key on the passes": `SELECT 1 FROM information_schema.REFERENTIAL_CONSTRAINTS
    WHERE CONSTRAINT_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME = 'bytemark_pass'`,
  "the newer ledger in place of the other": `${TABLE} TABLE_NAME = 'points_transaction_upgrade'
    AND EXISTS (${lacksTable("points_transaction")})`,
  "the ticket log elsewhere": `${lacksTable("bytemark_ticket_refresh_log")} AND EXISTS (${lacksTable("ticket_transaction")})`,
}; // prettier-ignore

test.each(Object.entries(KINDS))(
  "one of the named portals has %s, and another has not",
  async (_kind, sql) => {
    const found = await Promise.all(
      NAMES.map(async (name) => (await made[name].portal.rows(`${sql} LIMIT 1`)).length),
    );
    expect(found).toContain(1);
    expect(found).toContain(0);
  },
);
