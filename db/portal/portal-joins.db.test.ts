import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countKept } from "@/db/archive/archive-plan";
import { type Database, openDatabase } from "@/db/connection";
import { listPassesOfOrders } from "@/db/riders/orders";
import {
  findRiderOrderRow,
  listMovementsOf,
  listPassesOf,
  listRiderOrderRows,
} from "@/db/riders/rider-orders";
import { findRiderAccount, listOtherRoutes } from "@/db/riders/riders";
import { findPassIdsByReference } from "@/db/passes/pass-lookups";
import { listPayers } from "@/db/passes/pass-routes";
import { listOrderPayments } from "@/db/passes/passes";
import { findOrderHits } from "@/db/search/order-hits";
import { findPassHits } from "@/db/search/pass-hits";
import { findRiderHits } from "@/db/search/rider-hits";
import { NAMED_PORTALS } from "@/db/testing/portal/named-portals";
import type { PortalShape } from "@/db/testing/portal/portal-shape";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";

const ORDERS = 5000;
/* Every look-up is of one order, pass or rider. A joined side that is converted to be compared is read whole. */
const MOST_READ = 200;

/* A number of rows for every order; only MariaDB has sequences. */
const DIGITS = "(SELECT 0 d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)"; // prettier-ignore

const PORTALS: Record<string, PortalShape> = {
  plain: NAMED_PORTALS.plain,
  legacy: NAMED_PORTALS.legacy,
  latin: { ...NAMED_PORTALS.latin, collations: {} },
  mixed: NAMED_PORTALS.mixed,
};

describe.each(Object.entries(PORTALS))("on the portal %s", (_name, shape) => {
  let schema: TestSchema;
  let web: Database;

  beforeAll(async () => {
    schema = await createTestSchema(shape);
    await fill(schema.owner);
    // One connection, whose counters see every row that is read.
    web = openDatabase(schema.url.web, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
    await findRiderAccount(web, 77);
  }, 120_000);

  afterAll(async () => {
    await web.destroy();
    await schema.drop();
  });

  async function rowsRead(): Promise<number> {
    const [rows] = (await web.raw("SHOW SESSION STATUS LIKE 'Handler_read%'")) as [{ Value: string }[]];
    return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
  }

  async function cost<T>(act: () => Promise<T>): Promise<[answer: T, read: number]> {
    const before = await rowsRead();
    const answer = await act();
    return [answer, (await rowsRead()) - before];
  }

  const LOOK_UPS: Record<string, () => Promise<unknown>> = {
    "orders by id": () => findOrderHits(web, { order_uuids: ["o-77"], references: [] }),
    "orders by receipt": () => findOrderHits(web, { order_uuids: [], references: ["ref77"] }),
    "passes by id": () => findPassHits(web, { provider_ids: ["p-77"], references: [], serials: [], ids: [] }),
    "passes by receipt": () =>
      findPassHits(web, { provider_ids: [], references: ["ref77"], serials: [], ids: [] }),
    "pass ids by receipt": () => findPassIdsByReference(web, "ref77", ["live", "archive"]),
    "riders by e-mail": () =>
      findRiderHits(web, { emails: ["r77@example.com"], phones: [], ids: [], name: null }),
    "riders by name": () => findRiderHits(web, { emails: [], phones: [], ids: [], name: "Last77" }),
    "a rider's account": () => findRiderAccount(web, 77),
    "a rider's orders": () => listRiderOrderRows(web, 77),
    "one order of a rider": () => findRiderOrderRow(web, 77, "o-77").then((row) => (row ? [row] : [])),
    "payments of orders": () => listOrderPayments(web, ["o-77", "o-78"]),
    "payers of orders": () => listPayers(web, ["o-77"]),
    "coin movements of orders": () => listMovementsOf(web, ["o-77"]),
    "passes of orders": () => listPassesOf(web, ["o-77"], ["p-77"]),
    "passes of an order": () => listPassesOfOrders(web, ["o-77"], ["p-77"]),
    "other riders of passes": () => listOtherRoutes(web, 1, [77]),
    "passes kept by recent orders": () =>
      countKept(
        web,
        [[[{ column: "id", op: "gte", value: 1 }]]],
        [{ why: "recent_orders", since: new Date("2026-11-01") }],
        20_000,
      ),
  };

  test.each(Object.entries(LOOK_UPS))("%s: the indexed side is not converted", async (what, lookUp) => {
    const [answer, read] = await cost(lookUp);
    expect(read, what).toBeLessThan(MOST_READ);
    // It found what it was asked for.
    if (what === "passes kept by recent orders") expect(answer).toEqual({ by: [10], any: 10 });
    else if (what !== "a rider's account") expect((answer as unknown[]).length, what).toBeGreaterThan(0);
  });

  test("a text that no column of this portal can hold finds nobody, and hides nobody", async () => {
    const none = { emails: [], phones: [], ids: [], name: null };
    for (const text of ["Łukasz", "😀 Last77", "Ana 李"]) {
      expect(await findRiderHits(web, { ...none, name: text })).toEqual([]);
      const [hits, read] = await cost(() =>
        findRiderHits(web, { ...none, emails: [`${text}@example.com`, "r77@example.com"] }),
      );
      expect(hits.map(({ id }) => id)).toEqual([77]);
      expect(read).toBeLessThan(MOST_READ);
    }
    const [named] = await findRiderHits(web, { ...none, name: "Last77" });
    expect(named?.id).toBe(77);
  });

  test("an id that another column cannot hold is looked up without an error", async () => {
    const ids = ["ö-1", "李-2"];
    for (const found of [
      listPassesOf(web, ids, ids),
      listPassesOfOrders(web, ids, ids),
      listOrderPayments(web, ids),
      listPayers(web, ids),
      listMovementsOf(web, ids),
    ])
      expect(await found).toEqual([]);
    expect(await listOrderPayments(web, [...ids, "o-77"])).toHaveLength(1);
  });

  test("it is measured by something that sees a table walked through", async () => {
    const [, read] = await cost(async () => web.raw("SELECT COUNT(*) FROM pd_order o JOIN pd_order_item i ON CONCAT(i.order_uuid, '') = o.order_uuid WHERE o.id = 77")); // prettier-ignore
    expect(read).toBeGreaterThan(MOST_READ);
  });
});

async function fill(owner: Database): Promise<void> {
  const digits = [..."abcd"].map((each) => `${DIGITS} ${each}`).join(", ");
  await owner.raw("CREATE TABLE n (n INT PRIMARY KEY)");
  await owner.raw(
    `INSERT INTO n SELECT m FROM (SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * d.d AS m FROM ${digits}) x WHERE m <= ${ORDERS}`,
  );
  const ledger = (await owner.schema.hasTable("points_transaction"))
    ? "points_transaction"
    : "points_transaction_upgrade";
  await owner.raw(
    "INSERT INTO auth_user (id, email, first_name, last_name) SELECT n, CONCAT('r', n, '@example.com'), 'First', CONCAT('Last', n) FROM n",
  );
  await owner.raw(
    "INSERT INTO bytemark_orders (id, user_id, order_uuid, status, created_on) SELECT n, n, CONCAT('o-', n), 1, IF(n <= 10, '2026-11-20', '2025-01-01') FROM n",
  );
  await owner.raw(
    "INSERT INTO bytemark_order_items (order_id, order_uuid, pass_uuid) SELECT n, CONCAT('o-', n), CONCAT('p-', n) FROM n",
  );
  await owner.raw(
    "INSERT INTO bytemark_order_payments (user_id, order_id, order_uuid, payment_type, total_price) SELECT n, n, CONCAT('o-', n), 'coins', 3 FROM n",
  );
  await owner.raw(
    "INSERT INTO ?? (user_id, activity_type, points, balance, note) SELECT n, 11, -3, 5, CONCAT('o-', n) FROM n",
    [ledger],
  );
  await owner.raw("INSERT INTO bytemark_pass (id, pass_uuid) SELECT n, CONCAT('p-', n) FROM n");
  await owner.raw("UPDATE pd_pass SET order_uuid = CONCAT('o-', id), user_id = id");
  await owner.raw(
    "INSERT INTO pd_order_reference (reference, provider, order_uuid) SELECT CONCAT('ref', n), 'bytemark', CONCAT('o-', n) FROM n",
  );
  await owner.raw(
    `ANALYZE TABLE auth_user, bytemark_orders, bytemark_order_items, bytemark_order_payments, bytemark_pass, ${ledger}, pd_order_reference`,
  );
}
