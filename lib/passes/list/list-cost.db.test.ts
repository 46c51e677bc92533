import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertRows } from "@/db/seeds/portal-target";
import { type Database, openDatabase } from "@/db/connection";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { testActor, testContext } from "@/lib/testing/test-context";
import { listPasses } from "./list-passes";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { modelRows } from "@/lib/testing/models/pass-query-model";
import { servedSorts } from "@/lib/passes/query/pass-sorts";

process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";

const NOW = new Date("2026-11-22T18:30:00.000Z");
const ROWS = 24_000;
/* The most rows promises.md lets one statement read for a page. */
const MOST_READ = 5_000;
const FILTERS = [
  "",
  "status=USABLE", "status=USING", "status=USES_GONE", "status=EXPIRED", "status=UNKNOWN", "status=USABLE,USING",
  "status=USABLE,USING,USES_GONE,EXPIRED,UNKNOWN",
  "product_uuid=prod-a", "product_uuid=prod-a,prod-b", "product_uuid=prod-a&status=EXPIRED", "product_uuid=prod-a&status=USING",
  "user_id=3", "serial=ser-7", "flag=drift", "flag=unlinked", "flag=device_locked", "flag=duplicate", "flag=pinned",
  "drift=lagging", "resolved_by=token",
  "expiration[gte]=now&expiration[lt]=now+24h", "time_created[gte]=now-30d", "time_used[empty]=true",
  "status=USABLE&expiration[lt]=now+24h", "modified_on[lte]=now-7d", "synced_on[gt]=now-1d",
]; // prettier-ignore

let schema: TestSchema;
/* One connection, so that the session's counters are the statement's. */
let single: Database;

beforeAll(async () => {
  schema = await createTestSchema();
  const rows = modelRows(ROWS, NOW).map(({ stored }) => ({
    ...stored,
    // Like a real table: all but the latest rows are settled, riders have few passes, flags are rare.
    settled_expiration: stored.expiration !== null && stored.expiration < NOW ? stored.expiration : null,
    user_id: stored.user_id === null ? null : stored.id % 4000,
    duplicate_of: stored.id % 700 === 0 ? 1 : null,
    order_uuid: `order-${stored.id}`,
  }));
  await insertRows(schema.owner, "bytemark_pass", rows);
  const payments = rows.map(({ id, order_uuid }) => ({ user_id: id, order_id: id, order_uuid }));
  await insertRows(schema.owner, "bytemark_order_payments", payments);
  await schema.owner.raw("ANALYZE TABLE bytemark_pass, bytemark_order_payments");
  single = openDatabase(schema.url.web, { poolSize: 1, serverTimeout_ms: 0, clientTimeout_ms: 0 });
});

afterAll(async () => {
  await single.destroy();
  await schema.drop();
});

async function rowsRead(work: () => Promise<unknown>): Promise<number> {
  const counters = async () => {
    const [rows] = (await single.raw("SHOW SESSION STATUS LIKE 'Handler_read%'")) as [
      { Variable_name: string; Value: string }[],
    ];
    // Rows of the merged page are read again from memory; they do not count as rows of the table.
    const counted = rows.filter((row) => !/rnd_next|rnd_deleted/.test(row.Variable_name));
    return counted.reduce((sum, row) => sum + Number(row.Value), 0);
  };
  const before = await counters();
  await work();
  return (await counters()) - before;
}

const context = () => testContext(single, { at: NOW, actor: testActor("support") });
const parse = (text: string) =>
  parsePassQuery(new URLSearchParams(text), { now: NOW, zone: "America/Chicago" });

describe("the cost of a page", () => {
  it.each(FILTERS)(
    "is bounded for every served sort, first page and deep, under filter %j",
    async (filter) => {
      for (const field of servedSorts(parse(filter))) {
        for (const sort of [field, `-${field}`]) {
          let cursor: string | null = null;
          for (let page = 0; page < 4; page++) {
            const query = { ...parse(filter ? `${filter}&sort=${sort}` : `sort=${sort}`), limit: 50, cursor };
            const read = await rowsRead(async () => {
              cursor = (await listPasses(context(), query)).page.next;
            });
            expect(read, `${filter} by ${sort}, page ${page + 1}`).toBeLessThan(MOST_READ);
            if (cursor === null) break;
          }
        }
      }
    },
  );

  it("is measured by something that sees a table walked through", async () => {
    const read = await rowsRead(() => single.raw("SELECT p.id FROM pd_pass__ix_pd_status_used p ORDER BY p.product_name, p.settled_status LIMIT 51")); // prettier-ignore
    const scanned = await rowsRead(() => single.raw("SELECT COUNT(p.time_used) FROM pd_pass__ix_pd_status_used p WHERE p.settled_status > ''")); // prettier-ignore
    expect(Math.max(read, scanned)).toBeGreaterThan(MOST_READ);
  });
});
