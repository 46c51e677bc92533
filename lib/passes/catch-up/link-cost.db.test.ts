import { afterAll, beforeAll, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/connection";
import { emptyTables } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { testContext } from "@/lib/testing/test-context";
import { identifyPasses } from "./identify-passes";
import { linkRiders } from "./link-riders";

const ASCII = "ascii COLLATE ascii_bin";
const LATIN = "latin1 COLLATE latin1_swedish_ci";
const UTF8 = "utf8mb3 COLLATE utf8mb3_general_ci";
const UNICODE = "utf8mb4 COLLATE utf8mb4_unicode_ci";
const BINARY = "utf8mb4 COLLATE utf8mb4_bin";

/* Charsets of the passes' ids, their tokens, the items' ids and the riders' tokens. */
const PORTALS = [
  ["as our own migrations make it", ASCII, UNICODE, ASCII, UNICODE],
  ["latin1", LATIN, LATIN, LATIN, LATIN],
  ["utf8mb3", UTF8, UTF8, UTF8, UTF8],
  ["utf8mb4", UNICODE, UNICODE, UNICODE, UNICODE],
  ["mixed", LATIN, ASCII, UNICODE, BINARY],
] as const;

const PASSES = 4000;
const RIDERS = 20_000;

let schema: TestSchema;

beforeAll(async () => {
  // Makes the columns of other portals itself.
  schema = await createTestSchema(null);
  const { owner } = schema;
  await owner.raw("CREATE TABLE n (n INT PRIMARY KEY)");
  const digit = "(SELECT 0 d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)"; // prettier-ignore
  await owner.raw(`INSERT INTO n SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d
    FROM ${[..."abcef"].map((each) => `${digit} ${each}`).join(", ")}`);
});
afterAll(() => schema.drop());

test.each(PORTALS)(
  "every row is read a few times at most, and all are linked: %s",
  async (_name, ...charsets) => {
    await load(...charsets);
    // One connection, so that its session counters cover every row read.
    const db = openDatabase(schema.url.worker, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
    try {
      const ctx = testContext(db, { actor: null });
      expect(await identifyPasses(ctx)).toEqual({ identified: PASSES - 40, flagged: 40 });
      const run = { signal: ctx.signal, report: () => undefined, transact: <T>(story: Parameters<typeof withTransaction<T>>[1]) => withTransaction(db, story) }; // prettier-ignore
      expect(await linkRiders(ctx, run, { batch: 1000, again: 100 })).toBe(PASSES);
      // Four readings of 20,000 tokens. Converting the columns would read 4,000 times 2,000 items.
      expect(await rowsRead(db)).toBeLessThan(4 * RIDERS + 20 * PASSES);
    } finally {
      await db.destroy();
    }
  },
);

test("passes that lead to nobody cost a few rows a look, until an order or a token comes or ten minutes are over", async () => {
  await load(ASCII, UNICODE, ASCII, UNICODE);
  const db = openDatabase(schema.url.worker, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
  const look = async (at = "2026-11-29T12:00:00.000Z") => {
    const before = await rowsRead(db);
    const ctx = testContext(db, { actor: null, at });
    const run = { signal: ctx.signal, report: () => undefined, transact: <T>(story: Parameters<typeof withTransaction<T>>[1]) => withTransaction(db, story) }; // prettier-ignore
    const linked = await linkRiders(ctx, run, { batch: 5000, again: 100 });
    return { linked, read: (await rowsRead(db)) - before };
  };
  try {
    await schema.owner.raw(
      `UPDATE bytemark_pass SET oauth_token = CONCAT('lost-', id) WHERE id > ${PASSES - 40}`,
    );
    await schema.owner.raw(`DELETE FROM bytemark_order_items`);
    expect((await look()).linked).toBe(PASSES - 40);
    // Control: the first look after a round reads every token.
    expect((await look()).read).toBeGreaterThan(RIDERS);
    for (let n = 0; n < 3; n++) expect((await look()).read).toBeLessThan(1000);
    await schema.owner.raw("INSERT INTO bytemark_order_items (order_id, pass_uuid) SELECT 7, pass_uuid FROM bytemark_pass WHERE id = ?", [PASSES - 5]); // prettier-ignore
    expect((await look()).linked).toBe(1);
    await schema.owner.raw("INSERT INTO bytemark_tokens (user_id, token) VALUES (?, ?)", [
      RIDERS + 1,
      `lost-${PASSES - 6}`,
    ]);
    expect((await look()).linked).toBe(1);
    expect((await look()).read).toBeGreaterThan(RIDERS);
    expect((await look()).read).toBeLessThan(1000);
    await schema.owner.raw("UPDATE bytemark_tokens SET token = ? WHERE user_id = 1", [`lost-${PASSES - 7}`]);
    expect((await look()).linked).toBe(0);
    expect((await look("2026-11-29T12:10:00.000Z")).linked).toBe(1);
  } finally {
    await db.destroy();
  }
});

/* Half of the passes have an order, each a token of a rider of its own, and every 100th row repeats the one before. */
async function load(pass: string, passToken: string, item: string, token: string): Promise<void> {
  const { owner } = schema;
  await emptyTables(owner, ["bytemark_pass", "bytemark_tokens", "bytemark_orders", "bytemark_order_items", "pd_setting", "pd_pass_identity"]); // prettier-ignore
  const modify = (table: string, column: string, charset: string) =>
    owner.raw(`ALTER TABLE ${table} MODIFY ${column} VARCHAR(190) CHARACTER SET ${charset} NULL`);
  await modify("bytemark_pass", "pass_uuid", pass);
  await modify("bytemark_pass", "oauth_token", passToken);
  await modify("bytemark_order_items", "pass_uuid", item);
  await modify("bytemark_tokens", "token", token);
  await owner.raw(`INSERT INTO bytemark_pass (id, pass_uuid, oauth_token)
    SELECT n, CONCAT('p-', IF(n % 100 = 0, n - 1, n)), SHA2(CONCAT('token', 5 * n), 256) FROM n WHERE n BETWEEN 1 AND ${PASSES}`);
  await owner.raw(`INSERT INTO bytemark_tokens (user_id, token)
    SELECT n, SHA2(CONCAT('token', n), 256) FROM n WHERE n BETWEEN 1 AND ${RIDERS}`);
  await owner.raw(`INSERT INTO bytemark_orders (id, user_id, order_uuid)
    SELECT n, n, CONCAT('o-', n) FROM n WHERE n BETWEEN 1 AND ${PASSES / 2}`);
  await owner.raw(`INSERT INTO bytemark_order_items (order_id, pass_uuid)
    SELECT n, CONCAT('p-', n) FROM n WHERE n BETWEEN 1 AND ${PASSES / 2}`);
}

async function rowsRead(db: Database): Promise<number> {
  const [counts] = (await db.raw("SHOW SESSION STATUS LIKE 'Handler_read%'")) as [{ Value: string }[]];
  return counts.reduce((sum, { Value }) => sum + Number(Value), 0);
}
